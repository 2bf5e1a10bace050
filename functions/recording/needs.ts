/** `record()` on the real stores, the same for both doors. */
import { randomBytes } from 'node:crypto'
import { pause } from '../environment.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { feedOrThrow } from '../projector/feed.ts'
import type { Register } from '../register/register.ts'
import { activeLists, type ViewGenerations } from '../views/generations.ts'
import type { RecordNeeds } from './record.ts'

const saltBytes = 16
/** Who refers to a subject is projected before the answer, so many at most; the queue does the rest. */
const inlineMax = 100

export function recordNeeds(ledger: Ledger, views: ViewGenerations, register: Register): RecordNeeds {
  return {
    ledger,
    agency: register.agency,
    project: (subject) => feedOrThrow([subject], { ledger, views, cascade: { inlineMax } }),
    lookups: activeLists(views),
    nowMs: Date.now,
    salt: () => randomBytes(saltBytes),
    // Jitter keeps those who lost one race from meeting again in the next.
    pause: (ms) => pause(ms * (0.5 + Math.random())),
  }
}
