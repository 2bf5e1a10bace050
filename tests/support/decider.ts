/** Given what a poster sees of a subject, when it posts an event, then that is accepted and leads on, or is refused. */
import { expect } from 'vitest'
import type { AgencyKind, Member } from '../../domain/audience.ts'
import { decide } from '../../domain/decide.ts'
import type { Candidate, Context, Decision, Refusal } from '../../domain/decision.ts'
import { catalog } from '../../events/catalog.ts'
import type { Label, Seen } from '../../events/recorded.ts'
import { type Draft, streamOf } from '../domain/stream.ts'

/** What a decision may rest on besides the stream; everything else exists and is unremarkable. */
export type Around = Partial<Omit<Context, 'seen' | 'poster'>> & { audience?: readonly Label[] }

const kindOf: Readonly<Record<string, AgencyKind>> = {
  centre: 'centre',
  'observer-one': 'observer',
  'io-one': 'international-organisation',
}

export function member(agencyId: string): Member {
  return { agencyId, kind: kindOf[agencyId] ?? 'participating-state' }
}

export function candidateOf(subject: string, { type, data }: Draft): Candidate {
  return { type, subject, data: catalog[type].data.parse(data) } as Candidate
}

export function contextOf(poster: string, seen: readonly Seen[], around: Around = {}): Context {
  const { audience: _audience, ...known } = around
  const quiet = { other: () => [], exists: () => true, reportRefSeen: false, namesakes: [], takenClients: [] }
  return { ...quiet, ...known, poster: member(poster), seen }
}

/** @param stateOf what the subject's events come to. */
export function specOf<S>(subject: string, stateOf: (seen: readonly Seen[]) => S) {
  return {
    given: (...past: readonly Draft[]) => ({
      when(draft: Draft, around: Around = {}) {
        const { audience = draft.audience ?? ['public'] } = around
        const context = contextOf(draft.postedBy ?? 'kz-moi', streamOf(subject, ...past), around)
        const decision = decide(candidateOf(subject, draft), context, audience)
        return {
          /** Accepted without a warning; recorded after the past, it leads to this state. */
          thenLeadsTo(state: S): void {
            expect(decision).toStrictEqual({ outcome: 'accepted', warnings: [] })
            expect(stateOf(streamOf(subject, ...past, draft))).toStrictEqual(state)
          },
          thenWarned(...warnings: readonly (readonly [rule: string, pointer: string])[]): void {
            expect(decision.outcome === 'accepted' && decision.warnings.map(told)).toStrictEqual(warnings)
          },
          thenRefused(refusal: Refusal, ...pointers: readonly string[]): void {
            expect(summary(decision)).toStrictEqual([refusal, ...pointers.map((at) => [at, refusal])])
          },
        }
      },
    }),
  }
}

function told({ rule, pointer }: { rule: string; pointer: string }): readonly [string, string] {
  return [rule, pointer]
}

function summary(decision: Decision): unknown {
  if (decision.outcome === 'accepted') return 'accepted'
  return [decision.refusal, ...decision.errors.map(({ pointer, code }) => [pointer, code])]
}
