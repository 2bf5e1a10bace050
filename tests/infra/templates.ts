import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Resource = {
  Type: string
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON that CloudFormation defines
  Properties: any
  DeletionPolicy?: string
}
export type Statement = { Effect: string; Action: string | string[]; Resource: unknown; Condition?: unknown }

/** The templates of an assembly read as one: an import of another stack's output is the resource it exports. */
export class Templates {
  readonly resources: Record<string, Resource> = {}
  /** By id, over all stacks. */
  readonly outputs: Record<string, unknown> = {}
  private readonly exported = new Map<string, unknown>()

  constructor(assemblyDir: string) {
    for (const file of readdirSync(assemblyDir).filter((name) => name.endsWith('.template.json'))) {
      const template = JSON.parse(readFileSync(join(assemblyDir, file), 'utf8'))
      Object.assign(this.resources, template.Resources)
      const stack = file.replace('.template.json', '')
      for (const [name, output] of Object.entries<{ Value: unknown }>(template.Outputs ?? {})) {
        this.exported.set(`${stack}:${name}`, output.Value)
        this.outputs[name] = output.Value
      }
    }
  }

  ofType = (type: string): [string, Resource][] =>
    Object.entries(this.resources).filter(([, resource]) => resource.Type === type)

  one(type: string, prefix = ''): [string, Resource] {
    const found = this.ofType(type).filter(([id]) => new RegExp(`^${prefix}[0-9A-F]{8}$`).test(id))
    const [first, ...others] = found
    if (!first || others.length > 0) throw new Error(`${found.length} of ${type} ${prefix}`)
    return first
  }

  /** The logical id behind a Ref, a GetAtt or an import of either; undefined for anything else. */
  target(value: unknown): string | undefined {
    if (typeof value !== 'object' || value === null) return undefined
    if ('Ref' in value) return String(value.Ref)
    if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return value['Fn::GetAtt'].join('.')
    if ('Fn::ImportValue' in value) return this.target(this.exported.get(String(value['Fn::ImportValue'])))
    if ('Fn::GetStackOutput' in value) {
      const { StackName, OutputName } = value['Fn::GetStackOutput'] as Record<string, string>
      return this.target(this.exported.get(`${StackName}:${OutputName}`))
    }
    return undefined
  }

  /** What a function's role may do, as `action resource` without the hash of the logical id. */
  permissions(name: string): string[] {
    return this.statements(name)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action, Resource: on }) =>
        [on].flat().flatMap((resource) =>
          [Action].flat().map((action) => {
            const target = this.target(resource) ?? String(resource)
            return `${action} ${target.replace(/[0-9A-F]{8}(\.Arn)?$/, '').replace(/[0-9A-F]{8}\./, '.')}`
          }),
        ),
      )
      .sort()
  }

  statements(name: string): Statement[] {
    const [, policy] = this.one('AWS::IAM::Policy', `${name}RoleDefaultPolicy`)
    return policy.Properties.PolicyDocument.Statement
  }

  /** The names of all functions. */
  functions = (): string[] =>
    this.ofType('AWS::Lambda::Function').map(([id]) => id.replace(/Function[0-9A-F]{8}$/, ''))

  environment(name: string): Record<string, unknown> {
    const [, resource] = this.one('AWS::Lambda::Function', `${name}Function`)
    return resource.Properties.Environment.Variables
  }
}
