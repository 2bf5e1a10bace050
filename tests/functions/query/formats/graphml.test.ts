import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardsGraphml, escaped, graphml } from '../../../../functions/query/formats/graphml.ts'
import { graph } from '../../../support/valid-exports.ts'

const labelOf = (label: string) => graph(graphml([{ id: 'actors/a', label }], [])).nodes[0]?.label

describe('a label', () => {
  it.each([
    ['Химпром <b> & "x" \'y\' ]]>', 'Химпром <b> & "x" \'y\' ]]>'],
    ['a\u0000\u0008\u001bb', 'ab'],
    ['one\r\ntwo\tthree', 'one two three'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['no character: \uffff', 'no character: '],
    ['😀', '😀'],
  ])('%j is read as %j', (label, read) => {
    expect(labelOf(label)).toBe(read.trim())
  })

  it('of any text is XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        graph(graphml([{ id: 'actors/a', label: `.${text}.` }], []))
        expect(escaped(text)).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;)/)
      }),
    )
  })
})

describe('a graph', () => {
  it('has a node for each end of an edge, and says whether it was cut', () => {
    const edge = { from: 'actors/a', to: 'countries/kz', relation: 'based-in', evidence: ['1', '2'] }
    const text = graphml([{ id: 'actors/a', kind: 'actors', label: 'A' }], [edge], true)
    expect(graph(text)).toStrictEqual({
      nodes: [
        { id: 'actors:a', kind: 'actors', label: 'A' },
        { id: 'countries:kz', kind: 'countries', label: 'KZ' },
      ],
      edges: [{ from: 'actors:a', to: 'countries:kz', relation: 'based-in', evidence: '1; 2' }],
    })
    expect(text).toContain('<data key="graph-truncated">true</data>')
  })

  it('of a route has its legs from place to place; a retracted one has none', () => {
    const legs = [{ legId: 'x', from: { country: 'AF' }, to: { region: 'western-europe' }, role: 'trunk' }]
    const card = { subject: 'routes/r', status: 'active', names: { en: 'R' }, legs, claims: [] }
    expect(graph(cardsGraphml.write([card])).edges).toStrictEqual([
      { from: 'countries:af', to: 'regions:western-europe', relation: 'leg', legId: 'r/x', role: 'trunk' },
    ])
    expect(graph(cardsGraphml.write([{ ...card, status: 'retracted' }])).edges).toStrictEqual([])
  })
})
