import type { RouteSpec } from './resources.ts'

/** Which route a request takes, by API Gateway's rules: the most specific path, then the method, then `$default`. */

export type Match = { route: RouteSpec; pathParameters: Record<string, string> }

type Segment = { kind: 'static' | 'variable' | 'greedy'; name: string }
type Compiled = { route: RouteSpec; method: string; segments: Segment[] }

const rank = { static: 0, variable: 1, greedy: 2 } as const

export function routerOf(routes: readonly RouteSpec[]): (method: string, path: string) => Match | undefined {
  const fallback = routes.find(({ key }) => key === '$default')
  const compiled = routes.filter((route) => route !== fallback).map(compile)
  compiled.sort(bySpecificity)
  return (method, path) => {
    const parts = path.split('/').slice(1)
    for (const { route, method: wanted, segments } of compiled) {
      if (wanted !== 'ANY' && wanted !== method) continue
      const pathParameters = matchPath(segments, parts)
      if (pathParameters) return { route, pathParameters }
    }
    return fallback && { route: fallback, pathParameters: {} }
  }
}

function compile(route: RouteSpec): Compiled {
  const [method = '', path = ''] = route.key.split(' ')
  const segments = path
    .split('/')
    .slice(1)
    .map((part): Segment => {
      const variable = /^\{([^+}]+)(\+?)\}$/.exec(part)
      if (!variable) return { kind: 'static', name: part }
      return { kind: variable[2] === '+' ? 'greedy' : 'variable', name: variable[1] ?? '' }
    })
  return { route, method, segments }
}

function bySpecificity(one: Compiled, other: Compiled): number {
  for (const [index, segment] of one.segments.entries()) {
    const against = other.segments[index]
    if (!against) break
    const difference = rank[segment.kind] - rank[against.kind]
    if (difference !== 0) return difference
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY')
}

function matchPath(
  segments: readonly Segment[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  for (const [index, { kind, name }] of segments.entries()) {
    const part = parts[index]
    if (part === undefined || (kind !== 'static' && part === '')) return undefined
    if (kind === 'greedy') {
      parameters[name] = parts.slice(index).join('/')
      return parameters
    }
    if (kind === 'static' && part !== name) return undefined
    if (kind === 'variable') parameters[name] = part
  }
  return segments.length === parts.length ? parameters : undefined
}
