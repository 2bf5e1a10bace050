/** Seizures: one interception each, its items in the units in which they were reported. */
import * as z from 'zod'
import { percent, quantity } from './amounts.ts'
import { mode, siteKind } from './codes/circumstances.ts'
import { substance } from './codes/substances.ts'
import { unit } from './codes/units.ts'
import { occurred, occurredPatch } from './dates.ts'
import { endingEnvelope, fullEnvelope, namingEnvelope, sources } from './envelope.ts'
import { eventId, slug } from './ids.ts'
import { once } from './once.ts'
import { place, placeOrRegion, placeOrRegionPatch, placePatch } from './place.ts'
import { count, refusal, strict } from './strict.ts'
import { caseNumber, label, note, prose } from './text.ts'

const item = strict({
  substance,
  form: label.optional(),
  quantity: strict({
    value: quantity,
    unit,
    approximate: z.boolean().optional(),
    basis: z.enum(['gross', 'net', 'estimated']).optional(),
  }),
  purityPercent: percent.optional(),
})

const items = z.array(item).min(1).max(50)
const transit = z.array(placeOrRegion).max(20)
const circumstance = prose(500)
const arrestsCount = count.max(100_000)

const consignment = strict({
  departure: placeOrRegion.optional(),
  transit: transit.optional(),
  destination: placeOrRegion.optional(),
})

/** A report, and what a corrected report must still be once the patch has been merged into it. */
export const seizureReported = once(() =>
  strict({
    ...fullEnvelope,
    reportRef: caseNumber.optional(),
    occurred,
    place,
    siteKind: siteKind.optional(),
    mode: mode.optional(),
    items,
    consignment: consignment.optional(),
    concealment: circumstance.optional(),
    detection: circumstance.optional(),
    arrestsCount: arrestsCount.optional(),
  }),
)

/** JSON merge patch (RFC 7396) over the report's own fields; `items` is replaced whole, null removes. */
const changes = strict({
  reportRef: caseNumber.nullish(),
  occurred: occurredPatch.optional(),
  sources: sources.nullish(),
  place: placePatch.optional(),
  siteKind: siteKind.nullish(),
  mode: mode.nullish(),
  items: items.optional(),
  consignment: strict({
    departure: placeOrRegionPatch.nullish(),
    transit: transit.nullish(),
    destination: placeOrRegionPatch.nullish(),
  }).nullish(),
  concealment: circumstance.nullish(),
  detection: circumstance.nullish(),
  arrestsCount: arrestsCount.nullish(),
  note: note.nullish(),
}).refine((patch) => Object.keys(patch).length > 0, {
  ...refusal({ code: 'empty', detail: 'changes nothing' }),
  // Unknown fields are gone from what is checked here: a patch of these alone only looks empty.
  when: ({ issues }) => issues.length === 0,
})

export const seizureCorrected = once(() => strict({ changes, reason: note, ...namingEnvelope }))

export const seizureRetracted = once(() =>
  strict({
    reason: z.enum(['error', 'court-ruling', 'duplicate', 'withdrawn']),
    ...namingEnvelope,
  }),
)

const labItem = strict({
  index: count.max(49),
  substance,
  purityPercent: percent.optional(),
  netMass: strict({ value: quantity, unit }).optional(),
})

/** What a laboratory found; `index` is the place of the item in the report, from 0. */
export const seizureLabConfirmed = once(() =>
  strict({
    items: z
      .array(labItem)
      .min(1)
      .max(50)
      .refine(
        (list) => new Set(list.map(({ index }) => index)).size === list.length,
        refusal({ code: 'duplicate', detail: 'names the same item twice' }),
      ),
    ...fullEnvelope,
  }),
)

export const seizureAttributedToRoute = once(() =>
  strict({ routeId: slug, legId: slug.optional(), ...fullEnvelope }),
)
export const seizureAttributedToActor = once(() => strict({ actorId: slug, ...fullEnvelope }))
export const attributionWithdrawn = once(() => strict({ claimId: eventId, reason: note, ...endingEnvelope }))
