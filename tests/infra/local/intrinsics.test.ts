import { expect, it } from 'vitest'
import { evaluate, type Scope } from '../../../infra/local/intrinsics.ts'

const scope: Scope = {
  refer: (name) => `ref(${name})`,
  attribute: (id, name) => `${id}.${name}`,
  imported: (name) => `import(${name})`,
  condition: (name) => name === 'Yes',
  secret: (rest) => `secret(${rest})`,
}

/** Expected values follow the CloudFormation user guide's "Intrinsic function reference". */
it.each<[string, unknown, unknown]>([
  ['plain values', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
  ['Ref', { Ref: 'Table' }, 'ref(Table)'],
  ['GetAtt of a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table.Arn'],
  ['GetAtt of a text', { 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table.Stream.Arn'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 'c']] }, 'a-ref(B)-c'],
  ['Split and Select', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
  ['Sub', { 'Fn::Sub': '${A}/${B.Arn}/${!C}' }, 'ref(A)/B.Arn/${C}'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
  ['Sub with its own values', { 'Fn::Sub': ['${x}-${A}', { x: { Ref: 'X' } }] }, 'ref(X)-ref(A)'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
  ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${A}:x' } }, 'import(ref(A):x)'],
  ['If', { 'Fn::If': ['Yes', 'then', { 'Fn::Nope': 1 }] }, 'then'],
  ['conditions', { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }] }, true],
  ['no value in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['no value in a list', [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, 2], [2]],
  [
    'a secret in a text',
    { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'S' }, ':SecretString:k::}}']] },
    'secret(ref(S):SecretString:k::)',
  ],
  ['Base64', { 'Fn::Base64': 'abc' }, 'YWJj'],
])('evaluates %s', (_, value, expected) => expect(evaluate(value, scope)).toStrictEqual(expected))

it.each<[string, unknown]>([
  ['a function', { 'Fn::Cidr': ['10.0.0.0/8', 1, 1] }],
  ['a dynamic reference', '{{resolve:ssm:/a/b}}'],
  ['a selection', { 'Fn::Select': [5, ['a']] }],
])('does not guess %s that it does not understand', (_, value) =>
  expect(() => evaluate(value, scope)).toThrow(),
)
