import type { Resource } from './assembly.ts'
import { arnOf, referenceOf } from './attributes.ts'
import type { BucketSpec, KeySpec, UserPoolSpec } from './resources.ts'
import type { Template } from './template.ts'

/** Reads buckets, keys and user pools out of the templates. */

export const readBuckets = (template: Template): BucketSpec[] =>
  template.ofType('AWS::S3::Bucket').map((resource) => ({
    logicalId: resource.logicalId,
    name: referenceOf(resource, template.naming),
    locked: template.property(resource, 'ObjectLockEnabled') === true,
  }))

export function readKeys(template: Template): KeySpec[] {
  const aliases = template.ofType('AWS::KMS::Alias').map((alias) => ({
    name: referenceOf(alias, template.naming),
    target: template.text(alias, 'TargetKeyId') ?? '',
  }))
  return template.ofType('AWS::KMS::Key').map((resource) => {
    const id = referenceOf(resource, template.naming)
    const arn = arnOf(resource, template.naming)
    return {
      id,
      arn,
      aliases: aliases.filter(({ target }) => [id, arn].includes(target)).map(({ name }) => name),
      signs: signs(resource),
    }
  })
}

/** The one kind of key that is emulated. */
export const signs = ({ properties }: Resource): boolean =>
  properties.KeySpec === 'ECC_NIST_EDWARDS25519' && properties.KeyUsage === 'SIGN_VERIFY'

export const readUserPools = (template: Template): UserPoolSpec[] =>
  template.ofType('AWS::Cognito::UserPool').map((resource) => {
    const id = referenceOf(resource, template.naming)
    const ofPool = (type: string) =>
      template.ofType(type).filter((each) => template.text(each, 'UserPoolId') === id)
    return {
      id,
      scopes: ofPool('AWS::Cognito::UserPoolResourceServer').flatMap((server) => {
        const scopes = (template.property(server, 'Scopes') ?? []) as { ScopeName: string }[]
        return scopes.map(({ ScopeName }) => `${template.text(server, 'Identifier')}/${ScopeName}`)
      }),
      declared: ofPool('AWS::Cognito::UserPoolClient').map((client) => {
        const name = referenceOf(client, template.naming)
        const listed = (property: string) => (template.property(client, property) ?? []) as string[]
        return {
          clientId: name,
          name,
          flows: listed('AllowedOAuthFlows'),
          scopes: listed('AllowedOAuthScopes'),
          callbackUrls: listed('CallbackURLs'),
          logoutUrls: listed('LogoutURLs'),
        }
      }),
    }
  })
