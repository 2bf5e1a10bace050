import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { checkMapping } from '../../../infra/cli/check-mapping.ts'
import { parseMapping } from '../../../infra/cli/mapping.ts'

const good = {
  type: 'SeizureReported',
  id: 'x-{row}',
  marking: { tlp: 'CLEAR' },
  grading: { scale: 'admiralty-6x6', source: 'B', information: '2' },
  occurred: { column: 'day', date: 'YYYY-MM-DD' },
}
const fields: Record<string, object> = {
  '/items/0/substance': { constant: 'heroin' },
  '/items/0/quantity/unit': { column: 'unit', map: { KG: 'kg', G: 'g' } },
  '/items/0/quantity/value': { column: 'kg', number: {} },
  '/place/country': { column: 'land', map: { K: 'KZ', C: 'CO' } },
  '/place/adminRegion': { column: 'region', map: { A: 'CO-ANT' } },
}
const table = [
  'day,unit,kg,land,region,town',
  '2018-01-01,KG,x,K,,',
  '2018-01-02,KG,1,K,,',
  '2018-01-03,G,2,C,A,Cali',
]

let file: string
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'rw-check-')), 'in.csv')
  await writeFile(file, table.join('\n'))
})
/** As JSON has it: what is undefined is not there. */
const asFile = (mapping: object): unknown => JSON.parse(JSON.stringify(mapping))
const check = async (more: object, moreFields: Record<string, object | undefined> = {}, rowCount = 3) =>
  checkMapping(parseMapping(asFile({ ...good, fields: { ...fields, ...moreFields }, ...more }), 'm.json'), {
    file,
    rowCount,
    agency: 'kz-moi',
  })

it('lets a mapping pass whose rows can be right, whatever single cells are', async () => {
  await check({})
  await check({ id: 'one' }, {}, 1)
  await check(
    {},
    { '/place/unlocode': { column: 'town' }, '/arrestsCount': { column: 'kg', number: { as: 'number' } } },
  )
  await check({}, { '/place/country': { constant: 'KZ' } })
})

it.each<[string, object, Record<string, object | undefined>, RegExp]>([
  ['a marking that does not exist', { marking: { tlp: 'WHITE' } }, {}, /^ {2}marking tlp: .*CLEAR/m],
  [
    'a marking that goes against itself',
    { marking: { tlp: 'CLEAR', releasableTo: ['x'] } },
    {},
    /^ {2}marking releasableTo: /m,
  ],
  ['no grading', { grading: undefined }, {}, /^ {2}.*grading: is required/m],
  ['a grade off the scale', { grading: { ...good.grading, source: 'Q' } }, {}, /^ {2}grading source: /m],
  ['a source of no kind', { sources: [{ kind: 'rumour' }] }, {}, /^ {2}sources 0 kind: /m],
  [
    'an unknown field',
    {},
    { '/place/contry': { constant: 'KZ' } },
    /^ {2}fields \/place\/contry: .*country/m,
  ],
  ['an unknown field of later rows', {}, { '/place/twn': { column: 'town' } }, /^ {2}fields \/place\/twn: /m],
  [
    'a constant off the list',
    {},
    { '/items/0/substance': { constant: 'heroine' } },
    /^ {2}fields \/items\/0\/substance: .*heroin/m,
  ],
  [
    'a map value off the list',
    {},
    { '/place/country': { column: 'land', map: { K: 'KZ', C: 'COL' } } },
    /^ {2}fields \/place\/country map "C": /m,
  ],
  [
    'a default off the list',
    {},
    { '/siteKind': { column: 'town', map: {}, default: 'moon' } },
    /^ {2}fields \/siteKind default: /m,
  ],
  [
    'a required field missing',
    {},
    { '/place/country': undefined },
    /^ {2}fields \/place\/country: is required/m,
  ],
  [
    'text where a number goes',
    {},
    { '/arrestsCount': { column: 'kg' } },
    /^ {2}fields \/arrestsCount: must be/m,
  ],
  ['no date', { occurred: undefined }, {}, /occurred: is required/],
  ['one id for all rows', { id: 'one' }, {}, /^ {2}id: needs \{row\} or \{column\}/m],
  ['a subject of another kind', { subject: 'routes/r-{row}' }, {}, /^ {2}subject: /m],
  [
    'no marking',
    { marking: {} },
    {},
    /^ {2}marking tlp: required, one of CLEAR, GREEN, AMBER, AMBER\+STRICT, RED$/m,
  ],
  ['a subject of no kind', { subject: 'rutes/r-{row}' }, {}, /^ {2}subject: /m],
  [
    'no subject',
    { type: 'SeizureRetracted', marking: undefined, fields: {} },
    {},
    /^ {2}subject: is required/m,
  ],
])('refuses %s', async (_, more, moreFields, message) => {
  await expect(check(more, moreFields)).rejects.toMatchObject({
    exit: 'usage',
    message: expect.stringMatching(message),
  })
})
