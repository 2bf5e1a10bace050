import { it } from 'vitest'
import { specOf } from '../support/decider.ts'
import { envelope, id, told } from './stream.ts'
import { subjects } from './views/any-stream.ts'

const figure = specOf(subjects.figures, (seen) => seen.map(({ eventId }) => eventId))
const reported = (restates?: string) =>
  told('AggregateFigureReported', {
    series: { names: { en: 'Heroin seized at Laredo' }, unit: 'lb', metric: 'quantity-seized' },
    period: '2022',
    value: '42.5',
    ...(restates && { restates }),
    ...envelope,
  })

it('reports a figure beside others', () => {
  figure
    .given()
    .when(reported())
    .thenLeadsTo([id(1)])
  figure
    .given(reported())
    .when(reported())
    .thenLeadsTo([id(1), id(2)])
})
it('restates one of its own series, which stays', () =>
  figure
    .given(reported())
    .when(reported(id(1)))
    .thenLeadsTo([id(1), id(2)]))
it('restates nothing that the poster does not see', () =>
  figure
    .given(reported())
    .when(reported(id(9)))
    .thenRefused('unknown-reference', '/data/restates'))
it('restates no other event than a figure', () => {
  const retracted = told('ClaimRetracted', { claimId: id(1), reason: 'Misread.' })
  figure
    .given(reported(), retracted)
    .when(reported(id(2)))
    .thenRefused('unknown-reference', '/data/restates')
})
