import type { Resource, StackTemplate } from './assembly.ts'
import { attributeOf, type Naming, nameOf, referenceOf } from './attributes.ts'
import { evaluate, holds, type Scope } from './intrinsics.ts'
import { type Generation, generateSecret, type Secrets } from './secrets.ts'

/** The stacks of an assembly, with every reference inside and between them resolved to local values. */
export class Template {
  readonly naming: Naming
  private readonly scopes = new Map<StackTemplate, Scope>()
  private readonly exported = new Map<string, () => unknown>()
  private readonly stacks: readonly StackTemplate[]
  private readonly secrets: Secrets

  constructor(stacks: readonly StackTemplate[], urls: { api: string; aws: string }, secrets: Secrets) {
    this.stacks = stacks
    this.secrets = secrets
    this.naming = {
      apiUrl: urls.api,
      awsUrl: urls.aws,
      text: (resource, property) => this.text(resource, property),
    }
    for (const stack of stacks) this.scopes.set(stack, this.scopeOf(stack))
    for (const stack of stacks)
      for (const { exportName, value } of stack.outputs)
        if (exportName !== undefined)
          this.exported.set(String(evaluate(exportName, this.scope(stack))), () =>
            evaluate(value, this.scope(stack)),
          )
  }

  /** Every resource that its condition, if it has one, lets exist. */
  all(): Resource[] {
    return this.stacks.flatMap((stack) =>
      [...stack.resources.values()].filter(
        ({ condition }) => condition === undefined || this.scope(stack).condition(condition),
      ),
    )
  }

  ofType(...types: string[]): Resource[] {
    return this.all().filter(({ type }) => types.includes(type))
  }

  /** The evaluated property; undefined where the template has none. */
  property(resource: Resource, name: string): unknown {
    const value = resource.properties[name]
    return value === undefined ? undefined : evaluate(value, this.scope(resource.stack))
  }

  text(resource: Resource, name: string): string | undefined {
    const value = this.property(resource, name)
    return value === undefined ? undefined : String(value)
  }

  number(resource: Resource, name: string, otherwise: number): number {
    const value = this.property(resource, name)
    return value === undefined ? otherwise : Number(value)
  }

  /** What the stacks tell those who look after them, by name. */
  outputs(): Readonly<Record<string, string>> {
    const told = this.stacks.flatMap((stack) =>
      stack.outputs
        .filter(({ exportName }) => exportName === undefined)
        .map(({ name, value }) => [name, String(evaluate(value, this.scope(stack)))] as const),
    )
    return Object.fromEntries(told)
  }

  private scope(stack: StackTemplate): Scope {
    const scope = this.scopes.get(stack)
    if (!scope) throw new Error(`No stack ${stack.name}`)
    return scope
  }

  private scopeOf(stack: StackTemplate): Scope {
    const resource = (id: string): Resource => {
      const found = stack.resources.get(id)
      if (!found) throw new Error(`Stack ${stack.name} has no resource ${id}`)
      return found
    }
    const scope: Scope = {
      refer: (name) => {
        if (name.startsWith('AWS::')) return pseudoParameter(name, stack)
        const parameter = stack.parameters[name]
        return parameter ? parameter.Default : referenceOf(resource(name), this.naming)
      },
      attribute: (id, name) => attributeOf(resource(id), name, this.naming),
      imported: (name) => {
        const value = this.exported.get(name)
        if (!value) throw new Error(`Stack ${stack.name} imports ${name}, which no stack exports`)
        return value()
      },
      condition: (name) => holds(stack.conditions[name], scope),
      secret: (rest) => this.secret(rest),
    }
    return scope
  }

  /** `rest` is `<arn or name>:SecretString:<json key>:<stage>:<version>`; all after the name may be missing. */
  private secret(rest: string): string {
    const name = rest.startsWith('arn:')
      ? rest.split(':').slice(0, 7).join(':')
      : (rest.split(':')[0] ?? rest)
    const jsonKey = rest.slice(name.length).split(':')[2]
    const secret = this.ofType('AWS::SecretsManager::Secret').find(
      (each) => referenceOf(each, this.naming) === name || nameOf(each, this.naming) === name,
    )
    if (!secret) throw new Error(`No stack declares the secret ${name}`)
    const value = this.secretValue(secret)
    return jsonKey ? String((JSON.parse(value) as Record<string, unknown>)[jsonKey]) : value
  }

  private secretValue(secret: Resource): string {
    const given = this.text(secret, 'SecretString')
    if (given !== undefined) return given
    const generation = (this.property(secret, 'GenerateSecretString') ?? {}) as Generation
    return this.secrets.value(nameOf(secret, this.naming), () => generateSecret(generation))
  }
}

function pseudoParameter(name: string, { account, region, name: stackName }: StackTemplate): unknown {
  switch (name) {
    case 'AWS::AccountId':
      return account
    case 'AWS::Region':
      return region
    case 'AWS::Partition':
      return 'aws'
    case 'AWS::URLSuffix':
      return 'amazonaws.com'
    case 'AWS::StackName':
      return stackName
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/local`
    case 'AWS::NotificationARNs':
      return []
  }
  throw new Error(`${name} is not a pseudo parameter`)
}
