import { expect, it } from 'vitest'
import { relative, simplified } from '../../../../functions/console/pictures/topology.ts'

it('a path in steps is the same path', () => {
  expect(relative('M10.5,20L11,19.5L11.2,30ZM0,0L-1,2L3,4Z')).toBe(
    'm10.5 20l.5-.5 .2 10.5zm-10.5-20l-1 2 4 2z',
  )
})

it('arcs keep their ends however much they are thinned: neighbours still meet', () => {
  const arcs = [
    [
      [0, 0],
      [0.1, 0],
      [5, 0],
      [5.1, 0],
      [5.2, 0],
    ],
  ]
  expect(simplified({ type: 'Topology', objects: {}, arcs }, 1).arcs).toEqual([
    [
      [0, 0],
      [5, 0],
      [5.2, 0],
    ],
  ])
})
