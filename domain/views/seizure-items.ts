/** The items of a seizure, each with what the laboratory found in it and its kilogram equivalent. */
import type { SubstanceCode } from '../../events/codes/substances.ts'
import { type Conversion, kilogramEquivalent } from '../kilograms.ts'
import { leading, liveClaims, type Story, type TypedClaim } from './story.ts'
import { present, type Told } from './told.ts'

type Item = Told<'SeizureReported'>['data']['items'][number]
type LabItem = Told<'SeizureLabConfirmed'>['data']['items'][number]

export type ItemView = {
  /** As shown on the card: as reported, the laboratory's finding beside it. */
  view: object
  /** What it counts as: the laboratory knows better than the report. */
  substance: SubstanceCode
  conversion: Conversion
  /** Exact equivalent; undefined where there is only a range or none. */
  kilograms: string | undefined
}

export function itemsOf(story: Story): readonly ItemView[] {
  const items = leading(story, 'SeizureReported')?.event.data.items ?? []
  const findings = liveClaims(story, 'SeizureLabConfirmed')
  return items.map((item, index) => {
    const finding = findingOf(findings, index)
    const { claimId, lab } = finding ?? {}
    const substance = lab?.substance ?? item.substance
    const conversion = conversionOf(item, substance, lab)
    const reason = conversion.equivalent === null ? conversion.reason : undefined
    return {
      view: present({
        ...item,
        laboratory: lab && claimId ? laboratoryOf(lab, claimId) : undefined,
        kilogramEquivalent: conversion.equivalent,
        kilogramEquivalentReason: reason,
      }),
      substance,
      conversion,
      kilograms: conversion.equivalent?.kg ?? undefined,
    }
  })
}

/** The best claim among those that speak of this item. */
function findingOf(
  findings: readonly TypedClaim<'SeizureLabConfirmed'>[],
  index: number,
): { claimId: string; lab: LabItem } | undefined {
  return findings.flatMap(({ event, claim }) =>
    event.data.items.filter((lab) => lab.index === index).map((lab) => ({ claimId: claim.claimId, lab })),
  )[0]
}

/** The quantity as reported counts; the net mass that a laboratory weighed stands in where it has no exact equivalent. */
function conversionOf(item: Item, substance: SubstanceCode, lab: LabItem | undefined): Conversion {
  const reported = kilogramEquivalent(item.quantity, substance)
  if (typeof reported.equivalent?.kg === 'string' || !lab?.netMass) return reported
  const weighed = kilogramEquivalent(lab.netMass, substance)
  if (weighed.equivalent?.method !== 'mass') return reported
  return { equivalent: { ...weighed.equivalent, method: 'laboratory-net-mass' } }
}

function laboratoryOf({ substance, purityPercent, netMass }: LabItem, claimId: string): object {
  return present({ substance, purityPercent, netMass, claimId })
}
