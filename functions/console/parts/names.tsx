/** Names as agencies gave them, each in its own language. */
import type { Language } from '../language.ts'
import { nameIn } from '../names.ts'

/** `en` is always there; others may be. */
export type Names = { en: string; ru?: string }

/** @param subject stands in where there is no name at all. */
export const titleOf = (names: Names | undefined, subject: string, lang: Language): string =>
  names ? nameIn(names, lang) : subject.slice(subject.indexOf('/') + 1)

/** All of them, that of the interface's language first. */
export function AllNames({ names, lang }: { names: Names; lang: Language }) {
  const order = (code: string) => (code === lang ? 0 : 1)
  const given = Object.entries(names).sort(([one], [other]) => order(one) - order(other))
  return (
    <>
      {given.map(([code, name], index) => (
        <>
          {index > 0 && ' · '}
          <span lang={code}>{name}</span>
        </>
      ))}
    </>
  )
}
