/** What the log's operations answer with: the shapes that its readers check offline, too. */
import { logCheckpoint, logProof } from '../../../events/log-proof.ts'
import { named } from './shapes.ts'

export const logShapes = {
  readLogCheckpoint: named('LogCheckpoint', logCheckpoint),
  readLogProof: named('LogProof', logProof),
}
