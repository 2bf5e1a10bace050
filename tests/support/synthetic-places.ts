/** Where invented cases happen: real towns, invented courses between them. */

export type Spot = { country: string; locality: string; point: { lon: number; lat: number } }

const spot = (country: string, locality: string, lon: number, lat: number): Spot => ({
  country,
  locality,
  point: { lon, lat },
})

/** Towns with their places to a tenth of a degree, as atlases have them. */
export const spots = {
  kabul: spot('AF', 'Kabul', 69.2, 34.5),
  herat: spot('AF', 'Herat', 62.2, 34.3),
  mashhad: spot('IR', 'Mashhad', 59.6, 36.3),
  khorog: spot('TJ', 'Khorog', 71.6, 37.5),
  dushanbe: spot('TJ', 'Dushanbe', 68.8, 38.6),
  osh: spot('KG', 'Osh', 72.8, 40.5),
  termez: spot('UZ', 'Termez', 67.3, 37.2),
  tashkent: spot('UZ', 'Tashkent', 69.2, 41.3),
  mary: spot('TM', 'Mary', 61.8, 37.6),
  turkmenbashi: spot('TM', 'Turkmenbashi', 53, 40),
  almaty: spot('KZ', 'Almaty', 76.9, 43.2),
  shymkent: spot('KZ', 'Shymkent', 69.6, 42.3),
  aktobe: spot('KZ', 'Aktobe', 57.2, 50.3),
  aktau: spot('KZ', 'Aktau', 51.2, 43.7),
  baku: spot('AZ', 'Baku', 49.9, 40.4),
  tbilisi: spot('GE', 'Tbilisi', 44.8, 41.7),
  istanbul: spot('TR', 'Istanbul', 29, 41),
  samara: spot('RU', 'Samara', 50.1, 53.2),
  novosibirsk: spot('RU', 'Novosibirsk', 82.9, 55),
  moscow: spot('RU', 'Moscow', 37.6, 55.8),
  urumqi: spot('CN', 'Urumqi', 87.6, 43.8),
  karachi: spot('PK', 'Karachi', 67, 24.9),
} as const
export type SpotName = keyof typeof spots

export const courses: readonly { name: string; substances: string[]; course: readonly SpotName[] }[] = [
  {
    name: 'Pamir highway',
    substances: ['heroin', 'opium'],
    course: ['kabul', 'khorog', 'osh', 'almaty', 'novosibirsk'],
  },
  {
    name: 'Amu Darya crossing',
    substances: ['heroin', 'cannabis-resin'],
    course: ['kabul', 'termez', 'tashkent', 'shymkent', 'aktobe', 'samara', 'moscow'],
  },
  {
    name: 'Caspian ferry',
    substances: ['methamphetamine', 'heroin'],
    course: ['herat', 'mary', 'turkmenbashi', 'baku', 'tbilisi', 'istanbul'],
  },
  {
    name: 'Steppe parcels',
    substances: ['mephedrone', 'alpha-pvp'],
    course: ['urumqi', 'almaty', 'aktobe', 'samara'],
  },
  {
    name: 'Khorasan line',
    substances: ['methamphetamine', 'opium'],
    course: ['herat', 'mashhad', 'turkmenbashi', 'aktau', 'samara'],
  },
  {
    name: 'Southern sea leg with a name that is longer than any map would like it to be',
    substances: ['heroin'],
    course: ['kabul', 'karachi'],
  },
]
