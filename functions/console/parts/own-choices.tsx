/** A form for what a page alone can be asked for. The filters stay as they are. */
import type { Asked } from '../page.ts'
import { shell } from '../texts/shell.ts'

export type OwnChoice = {
  name: string
  label: string
  /** Value and what it is called. */
  options: readonly (readonly [string, string])[]
}

type Props = { asked: Asked; path: string; label: string; choices: readonly OwnChoice[] }

export function OwnChoices({ asked: { filters, own, lang }, path, label, choices }: Props) {
  const t = shell[lang]
  return (
    <form class="own-choices" method="get" action={path} aria-label={label}>
      {Object.entries(filters).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {choices.map(({ name, label: called, options }) => (
        <p>
          <label for={`own-${name}`}>{called}</label>{' '}
          <select id={`own-${name}`} name={name}>
            <option value="">{t.any}</option>
            {options.map(([value, text]) => (
              <option value={value} selected={own[name] === value}>
                {text}
              </option>
            ))}
          </select>
        </p>
      ))}
      <p>
        <button type="submit">{t.apply}</button>
      </p>
    </form>
  )
}
