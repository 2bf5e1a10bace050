/** JSON merge patch (RFC 7396): objects merge, `null` removes, everything else (arrays too) is replaced whole. */
export function mergePatch<T extends object>(target: T, patch: object): T {
  const result = { ...target } as Record<string, unknown>
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else if (isObject(value))
      result[key] = mergePatch(isObject(result[key]) ? (result[key] as object) : {}, value)
    else result[key] = value
  }
  return result as T
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
