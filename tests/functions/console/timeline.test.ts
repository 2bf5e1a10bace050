import { beforeAll, describe, expect, it } from 'vitest'
import { claimed, idOf, red, seizure } from '../../support/posts.ts'
import { canary } from '../query/canaries.ts'
import { moreEvents, sampleEvents, tell } from '../query/sample.ts'
import { type ConsoleWorld, consoleOver } from './console.ts'

const role = claimed(
  'ActorRoleReported',
  { role: 'transport', substance: 'heroin', since: { from: '2021-03', precision: 'month' } },
  { id: 'transport', subject: 'actors/wholesale-tajikistan' },
)

let world: ConsoleWorld
beforeAll(async () => {
  world = await consoleOver()
  await tell(world, [
    ...sampleEvents,
    ...moreEvents,
    role,
    claimed(
      'ActorRoleEnded',
      { claimId: idOf(role), reason: 'Over.', occurred: { from: '2022', precision: 'year' } },
      { id: 'over', subject: 'actors/wholesale-tajikistan' },
    ),
    seizure(
      { place: { country: 'UZ', locality: canary } },
      { by: 'ru-authority', marking: red(), id: 'unseen' },
    ),
    seizure({ occurred: { precision: 'unknown' }, place: { country: 'KG' } }, { id: 'undated' }),
  ])
  await world.project()
})

const read = async (query: string, by?: string, lang: 'en' | 'ru' = 'en') => {
  const { html } = await world.visit(`/console/timeline${query}`, { lang, ...(by !== undefined && { by }) })
  return html.slice(html.indexOf('<main'))
}
/** The table, a line for each row. */
const rowsOf = (html: string) =>
  html
    .slice(html.indexOf('<tbody>'), html.indexOf('</tbody>'))
    .split('<tr>')
    .slice(1)
    .map((row) => row.replaceAll(/<[^>]*>/g, '|').replaceAll(/\|+/g, '|'))

describe('the timeline', () => {
  it('has a lane for each route, with what was seized on it', async () => {
    expect(rowsOf(await read(''))).toEqual([
      expect.stringMatching(/^\|Northern route\|[^|]*2024\|Seizure\|12\.5 kg, /),
    ])
  })

  it('tells roles of actors as periods, from the month and to the year that are known', async () => {
    const rows = rowsOf(await read('?by=actor&unit=year'))
    expect(rows).toContain(
      '|Mid-level wholesale networks operating through Tajikistan|March 2021 – 2022|Actor|transport, Heroin|',
    )
    expect(rows.some((row) => row.startsWith('|Khimprom|since 2014|Actor|online retail'))).toBe(true)
  })

  it('brings together what concerns a country, and a year is no day', async () => {
    const html = await read('?by=country&unit=year')
    const rows = rowsOf(html)
    expect(rows.some((row) => row.startsWith('|Tajikistan|2014|Seizure|3.09–3.3 kg'))).toBe(true)
    for (const kind of ['Statement', 'Commitment', 'Session', 'Country', 'Seizure'])
      expect([kind, rows.some((row) => row.startsWith('|Kazakhstan|') && row.includes(`|${kind}|`))]).toEqual(
        [kind, true],
      )
    expect(html).toContain('without a date')
    expect(rows.some((row) => row.includes('Kyrgyzstan'))).toBe(false)
  })

  it('shows what an agency reported, by day, in the time that was asked for', async () => {
    const html = await read('?by=agency&unit=day&from=2024-03-10&to=2024-03-20', undefined, 'ru')
    expect(html).toContain('>март 2024 г.<')
    expect(rowsOf(html).some((row) => row.includes('|Заявление|'))).toBe(true)
    // The eleven days before these.
    expect(html).toContain('from=2024-02-28&amp;to=2024-03-09&amp;by=agency&amp;unit=day')
  })

  it('is narrowed by the filters, and says what to do where nothing is left', async () => {
    expect(
      rowsOf(await read('?by=country&unit=year&country=TJ')).every((row) => row.startsWith('|Tajikistan|')),
    ).toBe(true)
    const empty = await read('?substance=lsd')
    expect(empty).toContain('Nothing to show in this time.')
    expect(empty).not.toContain('<svg')
  })

  it('tells a reader nothing of what is hidden from it', async () => {
    for (const by of ['route', 'actor', 'country', 'agency'])
      expect(await read(`?by=${by}&unit=year`, 'kz-moi')).not.toContain(canary)
    expect(await read('?by=country&unit=year', 'ru-authority')).toContain(canary)
  })

  it('leads on to cards, with the filters', async () => {
    expect(await read('?substance=heroin&by=country')).toMatch(
      /href="\/console\/seizures\/[0-9a-f-]+\?substance=heroin"/,
    )
  })
})
