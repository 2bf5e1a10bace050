/** Statuses as cards show them, where the list is closed: what a filter accepts, and what the document says. */
export const routeStatuses = ['suspected', 'active', 'dormant', 'disrupted', 'unknown', 'retracted'] as const
export const commitmentStatuses = [
  'made',
  'in-progress',
  'fulfilled',
  'lapsed',
  'withdrawn',
  'retracted',
] as const
