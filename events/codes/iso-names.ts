/** What countries are called in English: the names of ISO 3166-1. They weigh 4 kB in each function that shows or reads them. */
import { iso31661 } from 'iso-3166/1.js'
import { once } from '../once.ts'

const names = once(() => new Map(iso31661.map(({ alpha2, name }) => [alpha2, name])))

/** `KZ` is `Kazakhstan`; what is no country keeps its code. */
export const countryName = (code: string): string => names().get(code) ?? code
