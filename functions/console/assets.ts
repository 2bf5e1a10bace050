/** Style and script of the console, under names that change with what is in them. */
import { createHash } from 'node:crypto'
import base from './assets/base.css?raw'
import cards from './assets/cards.css?raw'
import script from './assets/console.js?raw'
import graph from './assets/graph.css?raw'
import icon from './assets/icon.svg?raw'
import pictures from './assets/pictures.css?raw'
import print from './assets/print.css?raw'
import registers from './assets/registers.css?raw'

export type Asset = { path: string; text: string; type: string }

const named = (name: string, extension: string, type: string, text: string): Asset => {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return { path: `/console/assets/${name}.${digest}.${extension}`, text, type: `${type}; charset=utf-8` }
}

export const assets = {
  css: named('console', 'css', 'text/css', [base, cards, graph, pictures, registers, print].join('\n')),
  js: named('console', 'js', 'text/javascript', script),
  icon: named('icon', 'svg', 'image/svg+xml', icon),
}
