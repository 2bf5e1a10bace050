import { expect, it } from 'vitest'
import { amber, claimed, clear, idOf, post, red, route, strict } from '../../support/posts.ts'
import { sampleEvents } from '../query/sample.ts'
import { textOf, worldOf } from './cards.ts'

const mine = route('r', {}, { names: { en: 'One name' } })
const theirs = route('r', { by: 'ru-authority' }, { names: { en: 'Quite another' } })
const about = { subject: 'routes/r', by: 'kg-authority' }
const agencies = sampleEvents.slice(0, 9)

it('conflicting claims stand beside each other, each with grade, root and reporter', async () => {
  const { visit } = await worldOf([...agencies, mine, theirs])
  const { html } = await visit('/console/routes/r')
  const conflict = textOf(/<section class="conflict".*?<\/section>/s.exec(html)?.[0] ?? '')
  expect(conflict).toContain('One name')
  expect(conflict).toContain('Quite another')
  expect(conflict).toContain('1 independent root')
  expect(html).toContain(`href="#claim-${idOf(theirs)}"`)
  expect(html).toContain(`id="claim-${idOf(theirs)}"`)
})

it('opinions, other scales, sources and wording are told', async () => {
  const { visit } = await worldOf([
    ...agencies,
    mine,
    post('ClaimEndorsed', { claimId: idOf(mine), reason: 'seen too', marking: clear }, about),
    claimed(
      'RouteValueEstimated',
      {
        metric: 'street-value',
        min: '1',
        max: '2',
        currency: 'USD',
        referencePeriod: 'unknown',
        grading: { scale: 'uk-3x5x2', source: '1', information: 'B' },
        sources: [
          {
            kind: 'court-record',
            title: 'A record',
            url: 'https://example.org/a',
            wording: '<b>of old</b>',
            lang: 'en',
          },
        ],
        note: 'A note',
      },
      { subject: 'routes/r' },
    ),
    post(
      'ClaimDisputed',
      { claimId: idOf(mine), reason: 'doubtful', marking: clear },
      { subject: 'routes/r', by: 'ru-authority' },
    ),
  ])
  const { html } = await visit('/console/routes/r')
  const text = textOf(html)
  expect(text).toContain('endorsed by kg-authority: seen too')
  expect(text).toContain('disputed by ru-authority: doubtful')
  expect(text).toContain('sent as 1B, uk-3x5x2')
  expect(text).toContain('(court record)')
  expect(html).toContain('<q lang="en">&lt;b&gt;of old&lt;/b&gt;</q>')
  expect(html).toContain('<a href="https://example.org/a" rel="noopener noreferrer">')
})

it('registered sources have their titles for who may see them, and their ids for all others', async () => {
  const source = (id: string, data: object) =>
    post('SourceRegistered', { kind: 'ngo-research', marking: amber, ...data }, { subject: `sources/${id}` })
  const cited = { sources: [{ id: 'restated', kind: 'ngo-research', derivedFrom: ['study'] }] }
  const { visit } = await worldOf([
    ...agencies,
    source('study', { title: 'The study' }),
    source('restated', { title: 'Restated', derivedFrom: ['study'], marking: clear }),
    route('r', {}, cited),
  ])
  const read = async (by?: string) => (await visit('/console/routes/r', by ? { by } : {})).html
  expect(textOf(await read('kz-moi'))).toContain('Restated (research by an NGO; follows The study)')
  expect(await read('kz-moi')).toContain('<p class="marking marking-amber">')
  for (const by of [undefined, 'observer-one']) {
    expect(textOf(await read(by))).toContain('Restated (research by an NGO; follows study)')
    expect(await read(by)).not.toMatch(/The study|marking-amber/)
  }
})

it('to whom a claim was released is told to its poster alone, and who looks knows its own', async () => {
  const { visit } = await worldOf([
    ...agencies,
    mine,
    claimed(
      'RouteSubstancesChanged',
      { substances: ['opium'] },
      { subject: 'routes/r', marking: strict('kg-authority') },
    ),
    claimed('RouteSubstancesChanged', { substances: ['mdma'] }, { subject: 'routes/r', marking: red() }),
  ])
  const text = async (by?: string) => textOf((await visit('/console/routes/r', by ? { by } : {})).html)
  expect(await text('kz-moi')).toContain('released to kg-authority')
  expect(await text('kz-moi')).toContain('kz-moi yours')
  expect(await text('kg-authority')).toContain('TLP:AMBER+STRICT')
  expect(await text('kg-authority')).not.toContain('released to kg')
  for (const [by, count] of [
    [undefined, '1 claim '],
    ['observer-one', '1 claim '],
    ['centre', '2 claims '],
    ['kz-moi', '3 claims '],
  ] as const)
    expect(await text(by)).toContain(`Claims ${count}`)
})

it('a subject of many claims stays a page, and says what it left out', async () => {
  const many = Array.from({ length: 130 }, (_, n) =>
    claimed(
      'RouteVolumeEstimated',
      {
        substance: 'heroin',
        min: String(n + 1),
        max: String(n + 2),
        unit: 'kg',
        referencePeriod: '2023',
      },
      { subject: 'routes/r' },
    ),
  )
  const { visit } = await worldOf([...agencies, mine, ...many])
  const { html } = await visit('/console/routes/r')
  expect(textOf(html)).toContain('The first 100 of 131 claims, preferred ones first.')
  expect(Buffer.byteLength(html)).toBeLessThan(300_000)
})
