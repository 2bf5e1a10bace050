/** Invented routes in many colours and weights, for looking at maps and measuring them. */

import { countryName } from '../../../../functions/console/countries.ts'
import type { Language } from '../../../../functions/console/language.ts'
import type { MapLeg } from '../../../../functions/console/pictures/map.tsx'
import { kinds } from '../../../../functions/console/pictures/palette.ts'
import type { MapEnd } from '../../../../functions/console/pictures/places.ts'

const paths = [
  ['AF', 'TJ', 'KG', 'KZ', 'RU'],
  ['AF', 'TM', 'UZ', 'KZ', 'RU'],
  ['AF', 'IR', 'TR', 'BG', 'RO'],
  ['PK', 'IR', 'AZ', 'GE', 'UA'],
  ['CN', 'KG', 'UZ', 'TM', 'AZ'],
  ['IN', 'PK', 'AF', 'TJ', 'UZ'],
] as const

export function invented(routes: number, lang: Language = 'en'): MapLeg[] {
  const country = (code: string): MapEnd => ({ kind: 'country', code, name: countryName(code, lang) })
  return Array.from({ length: routes }, (_, n) => n).flatMap((n) => {
    const path = paths[n % paths.length] ?? paths[0]
    const places = [
      ...path.map(country),
      {
        kind: 'region',
        code: 'western-europe',
        name: lang === 'ru' ? 'Западная Европа' : 'Western Europe',
      } as const,
    ]
    const label = lang === 'ru' ? `Балканский маршрут, северная ветвь ${n + 1}` : `Invented route ${n + 1}`
    return places.slice(1).map((to, i): MapLeg => {
      const from = places[i] as MapEnd
      const suspected = (n + i) % 4 === 0
      return {
        from,
        to,
        kg: ((n * 37 + i * 11) % 50) ** 2,
        kind: kinds[n % kinds.length] ?? 'other',
        suspected,
        label,
        substances: 'heroin',
        title: `${label} · ${from.name} → ${to.name}`,
        href: `/console/routes/invented-${n}`,
      }
    })
  })
}
