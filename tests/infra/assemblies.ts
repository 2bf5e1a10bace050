import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Stage, stageOf } from '../../infra/stages.ts'
import { assemblyOnce } from '../../infra/synth.ts'
import { root } from '../support/sources.ts'

const prod = stageOf('prod')
/** Prod with its edge on. */
export const edged: Stage = { ...prod, edge: { ...prod.edge, on: true } as NonNullable<Stage['edge']> }
/** Prod elsewhere, with a partner who posts by bus and somebody to wake. */
export const partnered: Stage = {
  ...stageOf('prod', 'ap-southeast-2'),
  partnerAccounts: ['333333333333'],
  alarmEmails: ['night@centre.example'],
}

/**
 * The folder of a stage's assembly, without the functions' code: what a function holds is the local stage's affair, see
 * wiring.test.ts. Made once per state of the sources, whichever test asks first.
 */
export function assemblyOf(stage: Stage): Promise<string> {
  const variant = createHash('sha256').update(JSON.stringify(stage)).digest('hex').slice(0, 12)
  return assemblyOnce(`-${stage.name}-${variant}`, async (work, outDir) => {
    process.env.JSII_DEPRECATED = 'quiet' // The CDK's own bus policy uses a property that the CDK deprecates.
    const { routewatch } = await import('../../infra/stacks/routewatch.ts')
    const bundlesDir = join(work, 'bundles')
    for (const handler of globSync('functions/*/handler.ts', { cwd: root })) {
      const name = basename(dirname(handler))
      mkdirSync(join(bundlesDir, name), { recursive: true })
      writeFileSync(join(bundlesDir, name, 'index.mjs'), `export const handler = '${name}'\n`)
    }
    routewatch({ stage, bundlesDir, outDir }).synth()
  })
}

/** What the CDK or cdk-nag annotated anywhere in an assembly: warnings and errors. */
export function annotations(assemblyDir: string): string[] {
  return globSync('{manifest.json,*.metadata.json}', { cwd: assemblyDir }).flatMap((file) =>
    [
      ...readFileSync(join(assemblyDir, file), 'utf8').matchAll(
        /"type": "aws:cdk:(warning|error)",\s*"data": "(.*)"/g,
      ),
    ].map(([, kind, text]) => `${kind} ${text}`),
  )
}
