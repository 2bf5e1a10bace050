/** What a source derives from, as far as a reader may know: registered sources that are hidden say nothing. */
import type { Label } from '../../events/recorded.ts'
import type { Reading } from './reading.ts'

export function derivationOf(reading: Reading, label: Label): (sourceId: string) => readonly string[] {
  return (sourceId) =>
    reading
      .otherSeenBy(label, `sources/${sourceId}`)
      .flatMap((event) => (event.type === 'SourceRegistered' ? (event.data?.derivedFrom ?? []) : []))
}
