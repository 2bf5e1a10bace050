/** Evaluates CloudFormation's intrinsic functions and dynamic references to local values. */

export type Scope = {
  /** Value of `Ref`, for resources, parameters and pseudo parameters. */
  refer(name: string): unknown
  /** Value of `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): string
  /** Value of `Fn::ImportValue`. */
  imported(name: string): unknown
  condition(name: string): boolean
  /** Value of `{{resolve:secretsmanager:<rest>}}`. */
  secret(rest: string): string
}

const absent = Symbol('AWS::NoValue')

/** Throws for a function that is not known here: a template must never be half understood. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return resolveDynamic(value, scope)
  if (Array.isArray(value))
    return value.map((item) => evaluate(item, scope)).filter((item) => item !== absent)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
  const only = entries.length === 1 ? entries[0] : undefined
  if (only && (only[0] === 'Ref' || only[0] === 'Condition' || only[0].startsWith('Fn::')))
    return resolveDynamic(call(only[0], only[1], scope), scope)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, evaluate(item, scope)] as const).filter(([, item]) => item !== absent),
  )
}

/** Evaluates one condition of a template's `Conditions`. */
export const holds = (condition: unknown, scope: Scope): boolean => evaluate(condition, scope) === true

function call(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? absent : scope.refer(String(argument))
    case 'Condition':
      return scope.condition(String(argument))
    case 'Fn::GetAtt': {
      const [id, attribute] = typeof argument === 'string' ? splitOnce(argument, '.') : (argument as string[])
      return scope.attribute(String(id), String(attribute))
    }
    case 'Fn::ImportValue':
      return scope.imported(String(evaluate(argument, scope)))
    case 'Fn::Sub':
      return substitute(argument, scope)
  }
  if (name === 'Fn::If') {
    const [condition, yes, no] = argument as [string, unknown, unknown]
    return evaluate(scope.condition(condition) ? yes : no, scope)
  }
  const evaluated = evaluate(argument, scope)
  if (!Array.isArray(evaluated)) {
    if (name === 'Fn::Base64') return Buffer.from(String(evaluated)).toString('base64')
    throw new Error(`${name} is not understood here`)
  }
  return callWithList(name, evaluated)
}

function callWithList(name: string, list: unknown[]): unknown {
  const [first, second] = list
  switch (name) {
    case 'Fn::Join':
      return (second as unknown[]).join(String(first))
    case 'Fn::Split':
      return String(second).split(String(first))
    case 'Fn::Select':
      return selected(second as unknown[], Number(first))
    case 'Fn::Equals':
      return first === second
    case 'Fn::And':
      return list.every(Boolean)
    case 'Fn::Or':
      return list.some(Boolean)
    case 'Fn::Not':
      return !first
  }
  throw new Error(`${name} is not understood here`)
}

function selected(list: unknown[], index: number): unknown {
  if (!(index in list)) throw new Error(`Fn::Select of ${index} from a list of ${list.length}`)
  return list[index]
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [
    string,
    Record<string, unknown>,
  ]
  return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`
    if (name in own) return String(evaluate(own[name], scope))
    if (!name.includes('.')) return String(scope.refer(name))
    const [id, attribute] = splitOnce(name, '.')
    return scope.attribute(id, attribute)
  })
}

function resolveDynamic(value: unknown, scope: Scope): unknown {
  if (typeof value !== 'string' || !value.includes('{{resolve:')) return value
  return value.replace(/\{\{resolve:([a-z-]+):([^}]+)\}\}/g, (_, kind: string, rest: string) => {
    if (kind !== 'secretsmanager') throw new Error(`Dynamic references to ${kind} are not understood here`)
    return scope.secret(rest)
  })
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at)
  return [text.slice(0, index), text.slice(index + 1)]
}
