import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Layers, layersOf } from '../../domain/layers.ts'
import { project } from '../../domain/views/project.ts'
import { type Contribution, noProjection, type Projection, type Row } from '../../domain/views/view.ts'
import { effective, seenBy } from '../../domain/visibility.ts'
import type { Label } from '../../events/recorded.ts'
import { anyWorld, holds, idsOf, plainlySeen, readers, type World } from '../support/marked-streams.ts'
import { subjects } from './views/any-stream.ts'

type Place = { partition: string; sort: string }
type Numbers = Record<'seizures' | 'converted' | 'unconverted', number> & { kilograms: string }
type Part = Numbers & Pick<Contribution, 'dimension' | 'key' | 'substance' | 'period'>
type Shown = { rows: readonly Row[]; totals: Record<string, Numbers> }

const keyOf = ({ partition, sort }: Place) => JSON.stringify([partition, sort])
const byKey = (rows: readonly Row[]) => rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

/** The narrowest row of each key counts; one that says not-here hides what wider labels have. */
function resolved({ rows, contributions }: Layers, reader: Label): Shown {
  const narrowFirst = [...(holds[reader] ?? [])].reverse()
  const keys = [...new Set(rows.map(keyOf))]
  const shown = keys.flatMap((key): Row[] => {
    const row = narrowFirst
      .map((label) => rows.find((one) => one.label === label && keyOf(one) === key))
      .find((one) => one !== undefined)
    return row?.state === 'row' ? [{ partition: row.partition, sort: row.sort, body: row.body }] : []
  })
  const summed = contributions.filter(({ label }) => narrowFirst.includes(label))
  return { rows: byKey(shown), totals: totalled(summed.map((c) => ({ ...c.bucket, ...c.amounts }))) }
}

function direct({ rows, contributions }: Projection): Shown {
  return { rows: byKey(rows), totals: totalled(contributions) }
}

function totalled(parts: readonly Part[]): Record<string, Numbers> {
  const totals: Record<string, Numbers> = {}
  for (const { dimension, key, substance, period, ...add } of parts) {
    const bucket = JSON.stringify([dimension, key, substance, period])
    const sum = totals[bucket] ?? { seizures: 0, kilograms: '0', converted: 0, unconverted: 0 }
    totals[bucket] = {
      seizures: sum.seizures + add.seizures,
      kilograms: Big(sum.kilograms).plus(add.kilograms).toFixed(),
      converted: sum.converted + add.converted,
      unconverted: sum.unconverted + add.unconverted,
    }
  }
  const isZero = (n: Numbers) =>
    n.seizures === 0 && Big(n.kilograms).eq(0) && n.converted === 0 && n.unconverted === 0
  return Object.fromEntries(Object.entries(totals).filter(([, sum]) => !isZero(sum)))
}

/** Different readers should see different things: countries, amounts, legs and names differ from event to event. */
function vary(type: string, data: object, n: number): object {
  const country = ['KZ', 'KG', 'TJ', 'UZ', 'RU', 'AZ'][n] ?? 'KZ'
  const legId = ['one', 'two', 'three'][n % 3]
  const substance = n % 2 === 0 ? 'heroin' : 'opium'
  const quantity = { value: `${n}.25`, unit: n === 5 ? 'tablet' : 'kg' }
  const items = [{ substance, quantity }]
  const occurred = { from: `2014-0${n + 1}`, precision: 'month' }
  const ends = { from: { country }, to: { country: 'DE' } }
  switch (type) {
    case 'SeizureReported':
      return { ...data, place: { country }, items, occurred }
    case 'SeizureCorrected':
      return { ...data, changes: n < 2 ? { items } : n < 4 ? { place: { country } } : { occurred } }
    case 'SeizureAttributedToRoute':
      return { ...data, legId: n < 3 ? legId : undefined }
    case 'RouteLegAdded':
      return { ...data, legId, ...ends }
    case 'RouteLegRetired':
      return { ...data, legId }
    case 'RouteRerouted':
      return { ...data, from: [legId], to: [{ legId: `new-${legId}`, role: 'trunk', ...ends }] }
    case 'RouteSubstancesChanged':
      return { ...data, substances: [substance] }
    case 'CommitmentMade':
      return { ...data, by: country }
    case 'StatementDelivered':
      return { ...data, delegation: country, themes: [`theme ${n}`] }
    case 'ActorReported':
      return { ...data, names: { en: `Network ${n}` }, basedIn: [country] }
    case 'ActorAliasReported':
      return { ...data, alias: `Alias ${n}` }
    default:
      return data
  }
}

const noDerivation = () => []

function layersIn(subject: string, { stream, exists }: World): Layers {
  const effects = effective(stream, exists)
  const labels = [...effects.values()].flatMap(({ audience }) => audience)
  return layersOf(labels, (label) =>
    project(subject, seenBy(label, stream, effects), { label, derivedFrom: noDerivation }),
  )
}

function foldFor(reader: Label, subject: string, world: World): Projection {
  const seen = seenBy(reader, world.stream, effective(world.stream, world.exists))
  expect(idsOf(seen)).toStrictEqual(idsOf(plainlySeen(world, reader)))
  return project(subject, seen, { label: reader, derivedFrom: noDerivation })
}

describe('what a reader finds in the layers', () => {
  it.each(Object.values(subjects))('is what it would fold of %s itself', (subject) => {
    fc.assert(
      fc.property(anyWorld(subject, vary), (world) => {
        const layers = layersIn(subject, world)
        for (const reader of readers) {
          expect(resolved(layers, reader)).toStrictEqual(direct(foldFor(reader, subject, world)))
        }
      }),
      { numRuns: subject === subjects.seizures || subject === subjects.routes ? 200 : 60 },
    )
  })

  it('is written once for each thing known, not once for each reader', () => {
    fc.assert(
      fc.property(anyWorld(subjects.routes, vary), (world) => {
        const { rows, contributions } = layersIn(subjects.routes, world)
        const keys = rows.map((row) => `${row.label} ${keyOf(row)}`)
        expect(new Set(keys).size).toBe(keys.length)
        const bodyAt = (label: string | undefined, row: Row) =>
          rows.find((one) => one.label === label && keyOf(one) === keyOf(row))
        for (const row of rows) {
          const wider = (holds[row.label] ?? []).slice(0, -1).map((label) => bodyAt(label, row))
          const above = wider.findLast((one) => one !== undefined)
          expect(above === undefined ? row.state : [above.state, above.body]).not.toStrictEqual(
            above === undefined ? 'not-here' : [row.state, row.body],
          )
        }
        expect(contributions).toStrictEqual([])
      }),
    )
  })
})

describe('layers', () => {
  const row = (partition: string, body: unknown): Row => ({ partition, sort: 's', body })
  const part = (seizures: 0 | 1, kilograms: string): Contribution => ({
    dimension: 'country',
    key: 'KZ',
    substance: '*',
    period: '2014',
    seizures,
    kilograms,
    converted: 1,
    unconverted: 0,
  })
  const folds: Record<Label, Projection> = {
    public: {
      rows: [row('same', 1), row('changed', 1), row('moved-from', 1)],
      contributions: [part(1, '2')],
    },
    'participants/kz-moi': {
      rows: [row('same', 1), row('changed', 2), row('moved-to', 1)],
      contributions: [part(1, '0.5')],
    },
  }
  const labels = ['participants/kz-moi', 'public', 'participants/kz-moi']

  it('keep what a label knows beyond the next wider one, and the difference to its totals', () => {
    const { rows, contributions } = layersOf(labels, (label) => folds[label] ?? noProjection)
    expect(rows.map(({ label, partition, state, body }) => [label, partition, state, body])).toStrictEqual([
      ['public', 'same', 'row', 1],
      ['public', 'changed', 'row', 1],
      ['public', 'moved-from', 'row', 1],
      ['participants/kz-moi', 'changed', 'row', 2],
      ['participants/kz-moi', 'moved-to', 'row', 1],
      ['participants/kz-moi', 'moved-from', 'not-here', null],
    ])
    const bucket = { dimension: 'country', key: 'KZ', substance: '*', period: '2014' }
    expect(contributions).toStrictEqual([
      { label: 'public', bucket, amounts: { seizures: 1, kilograms: '2', converted: 1, unconverted: 0 } },
      {
        label: 'participants/kz-moi',
        bucket,
        amounts: { seizures: 0, kilograms: '-1.5', converted: 0, unconverted: 0 },
      },
    ])
  })

  it('are none where nobody sees anything', () => {
    expect(layersOf([], () => noProjection)).toStrictEqual({ rows: [], contributions: [] })
  })
})
