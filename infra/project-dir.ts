import { dirname } from 'node:path'

/** The checkout's root, wherever the process was started. */
export const projectDir = dirname(import.meta.dirname)
