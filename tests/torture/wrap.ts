type Around = (original: () => unknown, args: unknown[], self: object) => unknown

/** Puts `around` in place of a method of all instances; what it changes in `args` is what `original` gets. */
export function wrap(of: object, method: string, around: Around): void {
  const methods = of as Record<string, (...args: unknown[]) => unknown>
  const original = methods[method]
  if (!original) throw new Error(`There is no ${method} to wrap`)
  methods[method] = function (this: object, ...args) {
    return around(() => original.apply(this, args), args, this)
  }
}
