import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stageOf } from '../../infra/stages.ts'
import { synthesize } from '../../infra/synth.ts'
import { assemblyOf, edged } from './assemblies.ts'

/**
 * Every template, as it is reviewed: what is deployed changes in the same commit as the file that shows it. Where the change is
 * meant, `npm run golden` renews them.
 */
const folder = join(import.meta.dirname, '../golden/templates')

/** Names of what was built, not of what was declared: they change with every line of code. */
function normalised(template: string): string {
  const text = template
    .replaceAll(/[0-9a-f]{64}\.(zip|json)/g, '<hash>.$1')
    .replaceAll(/"aws:asset:path": "[^"]*"/g, '"aws:asset:path": "<path>"')
  const parsed = JSON.parse(text)
  // What the CDK adds to every template; a version of its own, nothing of ours.
  delete parsed.Parameters?.BootstrapVersion
  delete parsed.Rules?.CheckBootstrapVersion
  return `${JSON.stringify(parsed, sorted, 2)}\n`
}

/** Objects by their keys: where a property is declared is no difference. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Golden = { name: string; assembly: () => Promise<string>; stacks?: RegExp; within?: string }
const goldens: Golden[] = [
  { name: 'local', assembly: async () => (await synthesize()).cloudAssemblyDir },
  { name: 'dev', assembly: () => assemblyOf(stageOf('dev')) },
  { name: 'prod', assembly: () => assemblyOf(stageOf('prod')) },
  // The stacks that the edge adds or changes.
  {
    name: 'prod with its edge',
    assembly: () => assemblyOf(edged),
    stacks: /-(api|edge|firewall)\./,
    within: 'edge/',
  },
]

/** Template → its golden file, below the golden folder. */
async function filesOf({ assembly, stacks = /./, within = '' }: Golden): Promise<[string, string][]> {
  const dir = await assembly()
  return readdirSync(dir)
    .filter((file) => file.endsWith('.template.json') && stacks.test(file))
    .map((file) => [join(dir, file), within + file.replace(/^routewatch-(.*)\.template/, '$1')])
}

it.each(goldens)(
  'the templates of $name are what was reviewed; if the change is meant: npm run golden',
  async (stage) => {
    const files = await filesOf(stage)
    expect(files).not.toEqual([])
    for (const [template, file] of files)
      await expect
        .soft(normalised(readFileSync(template, 'utf8')), file)
        .toMatchFileSnapshot(join(folder, file))
  },
)

it('no golden file is left of a stack that is gone', async () => {
  const made = (await Promise.all(goldens.map(filesOf))).flat().map(([, file]) => file)
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  )
  expect(kept.filter((file) => !made.includes(file))).toEqual([])
})
