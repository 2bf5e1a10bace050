/** Where: a place, a region, or a country or region by its code, brought to one key to compare and list by. */
type Where = string | { country: string } | { region: string }

/** An ISO code or a region's slug. Two places in one country have one key. */
export function placeKey(where: Where): string {
  if (typeof where === 'string') return where
  return 'country' in where ? where.country : where.region
}

/** The ISO code, or undefined for a region. */
export function countryOf(where: Where): string | undefined {
  const key = placeKey(where)
  return /^[A-Z]{2}$/.test(key) ? key : undefined
}

export function placeKeys(where: readonly Where[] | undefined): readonly string[] {
  return [...new Set((where ?? []).map(placeKey))].sort()
}
