/** What operators call a queue, by its construct: `missed-sweeps` for `MissedSweeps`, `projector` for `ProjectorQueue`. */
export const queueName = (id: string): string =>
  id
    .replace(/(?<=.)Queue$/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
