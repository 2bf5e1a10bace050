import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stage } from './stages.ts'

type Template = { Resources?: Record<string, { Type: string; DeletionPolicy?: string }> }
type Report = {
  pluginReports: { violations: { ruleName: string; violatingConstructs?: { constructPath?: string }[] }[] }[]
}

/** What holds facts, keys, identities or traces of what was done; a queue, what is on its way and nowhere else. */
const holdsData = /::(GlobalTable|Table|Key|UserPool|Bucket|EventBus|Archive|LogGroup|Queue)$/

/** Stacks of a kept stage that nobody takes down by a slip. */
const protectedStacks = /-(data|identity)$/

/**
 * What speaks against deploying an assembly, one line each: rules of cdk-nag that are broken without a reason, and in a
 * kept stage whatever would be lost with its stack.
 */
export function findingsIn(assemblyDir: string, { kept }: Pick<Stage, 'kept'>): string[] {
  const broken = brokenRules(assemblyDir)
  return kept ? [...broken, ...unkept(assemblyDir), ...unprotected(assemblyDir)] : broken
}

function brokenRules(assemblyDir: string): string[] {
  const file = join(assemblyDir, 'validation-report.json')
  if (!existsSync(file)) return ['validation-report.json is missing: the rules of cdk-nag were not run']
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as Report
  return pluginReports
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath }) => `${constructPath}: ${ruleName}`),
    )
}

function unkept(assemblyDir: string): string[] {
  const templates = readdirSync(assemblyDir).filter((name) => name.endsWith('.template.json'))
  return templates.flatMap((file) => {
    const { Resources = {} } = JSON.parse(readFileSync(join(assemblyDir, file), 'utf8')) as Template
    return Object.entries(Resources)
      .filter(([, { Type, DeletionPolicy }]) => holdsData.test(Type) && DeletionPolicy !== 'Retain')
      .map(([id, { Type }]) => `${file.replace('.template.json', '')}: ${id} (${Type}) goes with its stack`)
  })
}

function unprotected(assemblyDir: string): string[] {
  const { artifacts } = JSON.parse(readFileSync(join(assemblyDir, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; properties?: { terminationProtection?: boolean } }>
  }
  return Object.entries(artifacts)
    .filter(([name, { type }]) => type === 'aws:cloudformation:stack' && protectedStacks.test(name))
    .filter(([, { properties }]) => properties?.terminationProtection !== true)
    .map(([name]) => `${name}: can be deleted by a slip`)
}
