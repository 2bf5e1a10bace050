/** A few ways to look at the same, as links: the one that is looked at is marked. */
type Option = { name: string; href: string; isChosen: boolean }

export function Switch({ label, options }: { label: string; options: readonly Option[] }) {
  return (
    <nav class="switch" aria-label={label}>
      <span aria-hidden="true">{label}:</span>
      <ul class="inline">
        {options.map(({ name, href, isChosen }) => (
          <li>
            <a href={href} {...(isChosen && { 'aria-current': 'true' })}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
