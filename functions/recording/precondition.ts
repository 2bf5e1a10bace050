/** `If-Match` (RFC 9110 §13.1.1) against the validator of the subject as the poster sees it. */
import { entityTags } from '../../events/cloudevent.ts'

/**
 * A card's `ETag` is `"<stream>.<content>"`, a receipt's `"<stream>"`: the precondition is about the stream.
 * Weak validators never match; `*` matches whatever exists.
 * @param current undefined where the subject does not exist for the poster.
 */
export function ifMatchHolds(ifMatch: string, current: string | undefined): boolean {
  if (current === undefined) return false
  if (ifMatch.trim() === '*') return true
  return [...ifMatch.matchAll(eachTag)].some(
    ([, weak, tag]) => weak === undefined && tag?.split('.')[0] === current,
  )
}

/** Whether the header can be read at all. */
export function isIfMatch(value: string): boolean {
  return entityTags.test(value)
}

const eachTag = /(W\/)?"([\x21\x23-\x7e]*)"/g
