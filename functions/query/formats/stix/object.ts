/**
 * What all STIX 2.1 objects have in common: ids, times, markings. The id of an object is a UUIDv5 of what it stands for,
 * so that the same thing has the same id in every export.
 */
import { v5 } from 'uuid'
import { type Tlp, tlps } from '../../../../events/envelope.ts'
import type { Body } from '../../present.ts'

export type StixType = 'identity' | 'location' | 'threat-actor' | 'report' | 'relationship'
export type StixObject = { type: string; id: string } & Readonly<Record<string, unknown>>

/** Fixed for ever: every id that has left the system derives from it. */
const namespace = '0d2c6a3f-6b6e-4f39-8c55-1f7c9f0b9f4e'

export function stixId(type: StixType | 'bundle', name: string): string {
  return `${type}--${v5(`${type} ${name}`, namespace)}`
}

/**
 * TLP 2.0 as STIX knows it: the extension that the OASIS CTI committee publishes for it, and its fixed marking
 * definitions (github.com/oasis-open/cti-stix-common-objects, extension-definition-specifications/tlp-2.0).
 */
const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'
const tlpIds: Readonly<Record<Tlp, string>> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
}

/** The markings that these objects refer to, each once. */
export function markingsOf(objects: readonly StixObject[]): readonly StixObject[] {
  const referred = new Set(objects.flatMap((object) => object.object_marking_refs as readonly string[]))
  return tlps
    .filter((tlp) => referred.has(tlpIds[tlp]))
    .map((tlp) => ({
      type: 'marking-definition',
      spec_version: '2.1',
      id: tlpIds[tlp],
      created: '2022-10-01T00:00:00.000Z',
      name: `TLP:${tlp}`,
      extensions: { [tlpExtension]: { extension_type: 'property-extension', tlp_2_0: tlp.toLowerCase() } },
    }))
}

/** A claim of a card, as far as STIX objects are made of it. */
export type Evidence = {
  claimId: string
  field: string
  status: string
  postedBy: string
  recordedAt: string
  lang?: string
  marking?: { tlp: Tlp }
  grading?: { admiralty: { information: string } }
  sources?: readonly { id?: string; title?: string; kind: string; url?: string }[]
}

export const claimsOf = ({ claims }: Body): readonly Evidence[] => (claims ?? []) as readonly Evidence[]

/** What is said by several claims was first said with the first, and may go where all of them may. */
export function restingOn(claims: readonly Evidence[], changedAt: readonly string[] = []) {
  const times = claims.map(({ recordedAt }) => recordedAt).sort()
  const latest = [...times, ...changedAt].sort().at(-1)
  // What nobody marked goes nowhere.
  const strictest = Math.max(...claims.map(({ marking }) => tlps.indexOf(marking?.tlp ?? 'RED')))
  return {
    spec_version: '2.1',
    created: times[0],
    modified: latest,
    object_marking_refs: [tlpIds[tlps[strictest] ?? 'RED']],
  }
}

/** Countries, regions and agencies: known to everyone, and nobody's news. */
export const commonKnowledge = {
  spec_version: '2.1',
  created: '2024-01-01T00:00:00.000Z',
  modified: '2024-01-01T00:00:00.000Z',
  object_marking_refs: [tlpIds.CLEAR],
}

/** The credibility of information as a number from 0 to 100 (STIX 2.1, Appendix A, Admiralty Credibility). */
export function confidenceIn(claim: Evidence | undefined): { confidence?: number } {
  const credibility = Number(claim?.grading?.admiralty.information)
  // 6: its truth cannot be judged.
  return credibility >= 1 && credibility <= 5 ? { confidence: 110 - 20 * credibility } : {}
}
