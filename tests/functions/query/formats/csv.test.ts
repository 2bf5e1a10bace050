import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../../../functions/query/formats/columns.ts'
import { csv } from '../../../../functions/query/formats/csv.ts'
import { csvRows } from '../../../support/valid-exports.ts'

describe('a cell', () => {
  const written = (value: unknown) => csvRows(csv(['cell', 'last'], [{ cell: value, last: '.' }]))[0]?.cell

  it.each([
    ['Химпром, "сеть"', 'Химпром, "сеть"'],
    ['one\r\ntwo', 'one\r\ntwo'],
    ['one\ntwo', 'one\ntwo'],
    ['one\rtwo', 'one\rtwo'],
    ['a\u0000b]]>', 'a\u0000b]]>'],
    [' leading and trailing ', ' leading and trailing '],
    ['123456789012345678.000000000000000001', '123456789012345678.000000000000000001'],
    ['007', '007'],
    [null, ''],
    [undefined, ''],
    [true, 'true'],
    [0, '0'],
    [['a', 'b, c'], 'a; b, c'],
    [[], ''],
  ])('of %j is %j', (value, cell) => {
    expect(written(value)).toBe(cell)
  })

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\n=x', "=HYPERLINK('x')", ['=a', 'b']])(
    'that would run as a formula is defused: %j',
    (value) => {
      expect(written(value)).toBe(`'${Array.isArray(value) ? value.join('; ') : value}`)
    },
  )

  it.each([-71.25, -1, 1e21, 0.1])('of the number %d stays a number', (value) => {
    expect(Number(written(value))).toBe(value)
  })
})

describe('the columns', () => {
  it('are these for ever: partners know them by name', () => {
    const heads = Object.entries(columnsOf).map(([kind, { write }]) => [kind, write([]).trimEnd()])
    expect(Object.fromEntries(heads)).toStrictEqual({
      agencies: 'id,name,kind,country,authorityType,status',
      sources: 'id,kind,title,url,publishedAt,lang,derivedFrom',
      seizures:
        'id,occurredFrom,precision,country,adminRegion,locality,substance,quantity,unit,kilograms,status,postedBy',
      routes:
        'route,name,routeStatus,routeSubstances,leg,from,fromLocality,to,toLocality,role,status,modes,substances,since',
      actors: 'id,name,aliases,kind,specificity,status,basedIn,operatesIn,roles,routes,mergedInto',
      sessions: 'id,name,body,number,segment,from,to,country,adminRegion,locality,status',
      statements:
        'id,occurredFrom,precision,session,delegation,onBehalfOf,speakerOffice,agendaItem,themes,lang,summary,status,postedBy',
      commitments: 'id,by,type,text,due,measurable,status,statement,postedBy',
      countries: 'country,role,substance,group,since,trend',
      figures: 'id,name,country,substance,unit,metric,period,value,relation,count,current,summable',
    })
  })

  it('of a route have a line for each leg, and one where there is none', () => {
    const route = {
      subject: 'routes/north',
      names: { en: 'North' },
      status: 'active',
      substances: ['heroin'],
    }
    const since = { from: '2014', to: '2015-03', precision: 'month' }
    const leg = { legId: 'a', from: { country: 'TJ', locality: 'Хорог' }, to: { region: 'western-europe' } }
    const rows = csvRows(
      columnsOf.routes.write([
        { ...route, legs: [{ ...leg, since }] },
        { ...route, legs: [] },
      ]),
    )
    expect(rows).toMatchObject([
      {
        leg: 'a',
        from: 'TJ',
        fromLocality: 'Хорог',
        to: 'western-europe',
        toLocality: '',
        since: '2014 to 2015-03',
      },
      { route: 'north', routeStatus: 'active', leg: '', from: '' },
    ])
  })
})
