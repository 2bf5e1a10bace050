import { expect, it } from 'vitest'
import type { Total } from '../../../domain/statistics.ts'
import { actorsBlock, evidenceBlock } from '../../../domain/views/evidence-block.ts'

const total = (dimension: Total['dimension'], key: string, substance: string, kilograms: string): Total => ({
  dimension,
  key,
  substance,
  period: '2014-03',
  seizures: 1,
  kilograms,
  converted: 1,
  unconverted: 0,
})

it('sums what the labels of a reader add to a route and its legs', () => {
  const totals = [
    total('route', 'northern', '*', '1.5'),
    total('route', 'northern', '*', '2'),
    total('route', 'northern', 'heroin', '1.5'),
    total('route', 'balkan', '*', '9'),
    total('leg', 'northern/kz-ru', '*', '2'),
  ]
  expect(evidenceBlock('northern', ['kz-ru', 'ru-weu'], totals, { northern: '2014-03-19' })).toStrictEqual({
    seizures: 2,
    kilograms: '3.5',
    coverage: { converted: 2, unconverted: 0 },
    last: '2014-03-19',
    legs: [
      { legId: 'kz-ru', seizures: 1, kilograms: '2', coverage: { converted: 1, unconverted: 0 } },
      { legId: 'ru-weu', seizures: 0, kilograms: '0', coverage: { converted: 0, unconverted: 0 } },
    ],
  })
})

it('takes actors, and nothing else, from the links to a route', () => {
  const link = { to: 'routes/northern', evidence: ['c1'], status: 'live' } as const
  const links = [
    { ...link, from: 'actors/khimprom', relation: 'uses', legId: 'kz-ru' },
    { ...link, from: 'statements/s1', relation: 'about' },
  ]
  expect(actorsBlock(links)).toStrictEqual([
    { actorId: 'khimprom', relation: 'uses', legId: 'kz-ru', evidence: ['c1'], status: 'live' },
  ])
})
