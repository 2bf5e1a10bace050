import { madeKinds, madeSubjectOf, sourceOfAgency } from '../../events/ids.ts'
import { endpoints } from '../../functions/query/endpoints.ts'
import { forms } from '../../functions/query/forms.ts'
import type { Random } from '../simulation/random.ts'
import { spoilText } from './spoil-text.ts'

/** Reading requests: every path of the interface with its own parameters, some of them spoiled. */

const round = '{round}'
/** Values that parameters take; one that is not listed gets a word. */
const valid: Partial<Record<keyof typeof forms, readonly string[]>> = {
  substance: ['heroin', 'cannabis-resin'],
  country: ['KZ', 'RU'],
  status: ['active'],
  routeStatus: ['active', 'dormant'],
  commitmentStatus: ['made'],
  submissionStatus: ['pending', 'recorded', 'refused'],
  role: ['transport'],
  route: [`northern-${round}`],
  agency: ['kz-moi'],
  session: [`cnd-67-${round}`],
  theme: ['regional cooperation'],
  delegation: ['KZ'],
  by: ['KZ', 'caricc'],
  grouping: ['country', 'country,substance,month', 'route,month', 'leg'],
  body: ['CND'],
  q: ['Химпром', 'network'],
  from: ['2024', '2024-03-19'],
  to: ['2026', '2024-03'],
  fromMonth: ['2024-01'],
  toMonth: ['2026-12'],
  fromVersion: ['1', '2'],
  fromSize: ['1', '64'],
  eventId: ['0b7c1f3e-2a64-5d1b-8f10-3c9d5e7a2b41'],
  minKg: ['0.5', '100'],
  focus: [`routes/northern-${round}`, 'countries/kz'],
  depth: ['1', '2'],
  knownAt: ['2030-01-01T00:00:00Z', '2024-03-19T10:00:00+05:00'],
  atLeast: ['1'],
  limit: ['1', '50', '500'],
  cursor: ['AAAA', `${'A'.repeat(250)}`],
}

const ids: Readonly<Record<string, string>> = {
  agencies: 'kz-moi',
  sources: `regional-press-2024-${round}`,
  routes: `northern-${round}`,
  actors: `khimprom-${round}`,
  sessions: `cnd-67-${round}`,
  countries: 'kz',
  figures: `us-cbp-laredo-heroin-${round}`,
}
const nowhere = '2f8a7c64-9b1d-5a3e-8c42-7e6f5d4c3b2a'

const idOf = (kind: string, nth: number): string => {
  const made = madeKinds.find((one) => one === kind)
  return made
    ? (madeSubjectOf(made, sourceOfAgency('kz-moi'), `${made}-${nth}`).split('/')[1] ?? '')
    : (ids[kind] ?? nowhere)
}

/** Path and query of a request that is valid but for what was spoiled. `cursors` are some that lists gave out. */
export function reading(nth: number, random: Random, cursors: readonly string[]): string {
  const endpoint = random.pick(endpoints)
  const kind = random.pick([...Object.keys(ids), ...madeKinds])
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value: Record<string, string> = {
      kind,
      id: idOf(endpoint.path.includes('{kind}') ? kind : (endpoint.path.split('/')[2] ?? ''), nth),
      type: 'SeizureReported',
      version: '1',
      slug: 'malformed',
    }
    return random.chance(0.15) ? encodeURIComponent(spoiled(value[name] ?? '', random)) : (value[name] ?? '')
  })
  const parameters = endpoint.query
    .filter((key) => key === 'grouping' || key === 'focus' || random.chance(key === 'atLeast' ? 0.05 : 0.4))
    .map((key): [string, string] => [forms[key].name, valueFor(key, random, cursors)])
  if (random.chance(0.1))
    parameters.push([random.pick(['limit', 'sort', 'x', '__proto__', 'Limit', 'q']), '1'])
  if (random.chance(0.05) && parameters[0]) parameters.push(parameters[0])
  const query = parameters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
  const all = random.chance(0.05) ? oddPath(path, random) : path
  const end = random.chance(0.03) ? random.pick(['%', '%ff', '&', '#x', '?', '%00=1']) : ''
  return `${all}${query === '' ? '' : `?${query}`}${end}`
    .replaceAll(round, String(nth))
    .replaceAll('%7Bround%7D', String(nth))
}

function valueFor(key: keyof typeof forms, random: Random, cursors: readonly string[]): string {
  if (key === 'cursor' && cursors.length > 0 && random.chance(0.7)) {
    const cursor = random.pick(cursors)
    return random.chance(0.5) ? cursor : spoiled(cursor, random)
  }
  const value = random.pick(valid[key] ?? ['active'])
  return random.chance(0.25) ? spoiled(value, random) : value
}

const spoiled = (text: string, random: Random): string =>
  spoilText(text, random).slice(0, 3_000).toWellFormed()

function oddPath(path: string, random: Random): string {
  return random.pick([
    () => `${path}/`,
    () => `/${path}`,
    () => path.replace('/v1/', '/v1/./'),
    () => `${path}/%2e%2e/agencies`,
    () => path.replace(/\/(?=[^/]*$)/, '%2f'),
    () => `${path}%00`,
    () => path.toUpperCase(),
    () => `${path}${'/x'.repeat(200)}`,
    () => `${path}/%E0%A4%A`,
  ])()
}
