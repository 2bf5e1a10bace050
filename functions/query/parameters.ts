/** Query parameters, checked by name and form: an unknown or repeated one is 400, never ignored. */
import { Refused } from '../http/problems.ts'
import { type Form, forms } from './forms.ts'

export type Parameter = keyof typeof forms
/** By the name in the URL; a form that two endpoints understand differently has an entry of its own. */
export type ParameterName = (typeof forms)[Parameter] extends infer F
  ? F extends { name: infer N extends string }
    ? N
    : never
  : never
export type Parameters = Partial<Record<ParameterName, string>>

export function parametersOf(url: string, allowed: readonly Parameter[]): Parameters {
  const { search, searchParams } = new URL(url)
  if (!isEncoded(search)) throw new Refused('malformed', 'The query is not percent-encoded UTF-8.')
  const found: Parameters = {}
  for (const [name, value] of searchParams) {
    const form = allowed.map((parameter) => forms[parameter]).find((known) => known.name === name)
    if (!form) {
      const names = allowed.map((parameter) => forms[parameter].name).join(', ')
      const known = names === '' ? 'This path takes none.' : `This path knows ${names}.`
      throw new Refused('malformed', `A query parameter is unknown. ${known}`)
    }
    if (found[form.name] !== undefined) throw new Refused('malformed', `\`${form.name}\` is given twice.`)
    if (!form.holds(value))
      throw new Refused('malformed', `\`${form.name}\` is not well formed. ${form.description}`)
    found[form.name] = value
  }
  for (const parameter of allowed) {
    const form: Form = forms[parameter]
    if (form.required && found[forms[parameter].name] === undefined)
      throw new Refused('malformed', `\`${form.name}\` is required. ${form.description}`)
  }
  // Within a year or a month that `to` names, `from` may be any day.
  if (found.from !== undefined && found.to !== undefined && found.from > `${found.to}\uffff`)
    throw new Refused('malformed', '`from` is later than `to`.')
  return found
}

/** `URLSearchParams` takes anything and puts U+FFFD where it understands nothing. */
function isEncoded(search: string): boolean {
  try {
    decodeURIComponent(search)
    return true
  } catch {
    return false
  }
}
