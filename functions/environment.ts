/** The settings of a function. A missing one stops it at start, not at its first request. */
export function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`The environment lacks ${name}`)
  return value
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
