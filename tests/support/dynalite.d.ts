/** The part of dynalite 4.0.0 that tests call: it ships no types of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http'
  export default function dynalite(options: {
    path?: string
    createTableMs: number
    deleteTableMs: number
  }): Server
}
