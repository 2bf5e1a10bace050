import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { routewatch } from '../../infra/stacks/routewatch.ts'
import type { Stage } from '../../infra/stages.ts'
import { root } from '../support/sources.ts'

/** Assemblies without the functions' code: what a function holds is the local stage's affair, see wiring.test.ts. */
export function assemblies() {
  process.env.JSII_DEPRECATED = 'quiet' // The CDK's own bus policy uses a property that the CDK deprecates.
  const work = mkdtempSync(join(tmpdir(), 'routewatch-assemblies-'))
  const bundlesDir = join(work, 'bundles')
  for (const handler of globSync('functions/*/handler.ts', { cwd: root })) {
    const name = basename(dirname(handler))
    mkdirSync(join(bundlesDir, name), { recursive: true })
    writeFileSync(join(bundlesDir, name, 'index.mjs'), `export const handler = '${name}'\n`)
  }
  let made = 0
  return {
    /** Synthesizes the stage; returns the folder of its assembly. */
    of(stage: Stage): string {
      const outDir = join(work, `assembly-${++made}`)
      routewatch({ stage, bundlesDir, outDir }).synth()
      return outDir
    },
    remove: () => rmSync(work, { recursive: true, force: true }),
  }
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
