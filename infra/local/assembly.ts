import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Reads a cloud assembly: the stacks' templates, in the order of the manifest, nested assemblies included. */

export type Resource = {
  logicalId: string
  type: string
  properties: Readonly<Record<string, unknown>>
  condition?: string
  stack: StackTemplate
}

export type StackTemplate = {
  name: string
  account: string
  region: string
  /** Folder that holds the stack's assets. */
  dir: string
  resources: ReadonlyMap<string, Resource>
  /** Those with an export name are read by other stacks, the rest by people and `rw ops`. */
  outputs: readonly { name: string; exportName?: unknown; value: unknown }[]
  conditions: Readonly<Record<string, unknown>>
  parameters: Readonly<Record<string, { Default?: unknown }>>
}

type Manifest = {
  artifacts?: Record<string, { type: string; environment?: string; properties?: Properties }>
}
type Properties = { templateFile?: string; directoryName?: string; stackName?: string }

export function readAssembly(dir: string): StackTemplate[] {
  const manifestFile = readdirSync(dir).find((file) => file === 'manifest.json')
  if (manifestFile === undefined) throw new Error('Not a cloud assembly: no manifest.json')
  const manifest = JSON.parse(readFileSync(join(dir, manifestFile), 'utf8')) as Manifest
  return Object.entries(manifest.artifacts ?? {}).flatMap(([id, { type, environment, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName)
      return readAssembly(join(dir, properties.directoryName))
    if (type === 'aws:cloudformation:stack' && properties?.templateFile)
      return [readStack(dir, properties.templateFile, properties.stackName ?? id, environment)]
    return []
  })
}

type Template = {
  Resources?: Record<string, { Type: string; Properties?: Record<string, unknown>; Condition?: string }>
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>
  Conditions?: Record<string, unknown>
  Parameters?: Record<string, { Default?: unknown }>
}

function readStack(dir: string, file: string, name: string, environment = ''): StackTemplate {
  const template = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Template
  const [account = '', region = ''] = environment.replace(/^aws:\/\//, '').split('/')
  const resources = new Map<string, Resource>()
  const stack: StackTemplate = {
    name,
    account: /^\d{12}$/.test(account) ? account : '000000000000',
    region: /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : 'eu-central-1',
    dir,
    resources,
    outputs: Object.entries(template.Outputs ?? {}).map(([name, { Value, Export }]) => ({
      name,
      value: Value,
      ...(Export && { exportName: Export.Name }),
    })),
    conditions: template.Conditions ?? {},
    parameters: template.Parameters ?? {},
  }
  for (const [logicalId, { Type, Properties, Condition }] of Object.entries(template.Resources ?? {}))
    resources.set(logicalId, {
      logicalId,
      type: Type,
      properties: Properties ?? {},
      ...(Condition !== undefined && { condition: Condition }),
      stack,
    })
  return stack
}
