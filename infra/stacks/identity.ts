import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import {
  AccountRecovery,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'

const scopes = {
  'events.write': 'Record events',
  'views.read': 'Read what the agency may see',
  'centre.admin': 'Register agencies, redact, look after the system',
}

/** Who may ask for a token. What an agency may do stands in the register, not here. */
export class IdentityStack extends Stack {
  readonly tokenIssuer: string
  readonly userPoolArn: string
  /** Client ids that the centre's own registration binds to it. */
  readonly centreClientIds: string

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: { account: stage.account, region: stage.region },
      terminationProtection: stage.kept,
    })
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      accountRecovery: AccountRecovery.NONE,
      signInAliases: { username: true },
      passwordPolicy: {
        minLength: 16,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      deletionProtection: stage.kept,
      removalPolicy: stage.kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    const machinesOnly = 'The pool holds machine clients only: nobody can sign up or sign in.'
    Validations.of(pool).acknowledge(
      { id: 'AwsSolutions-COG2', reason: machinesOnly },
      { id: 'AwsSolutions-COG8', reason: machinesOnly },
    )
    this.userPoolArn = pool.userPoolArn
    this.tokenIssuer = `https://cognito-idp.${this.region}.amazonaws.com/${pool.userPoolId}`
    // A domain prefix is unique in the region for all of AWS: the account makes it ours.
    const domain = pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `routewatch-${stage.name}-${stage.account}` },
    })
    const centre = this.centreClient(pool)
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId })
    new CfnOutput(this, 'CentreClientId', { value: centre.userPoolClientId })
    new CfnOutput(this, 'TokenUrl', { value: `${domain.baseUrl()}/oauth2/token` })
    // The local issuer knows agencies by their own ids.
    this.centreClientIds = stage.name === 'local' ? 'centre' : centre.userPoolClientId
  }

  private centreClient(pool: UserPool): UserPoolClient {
    const owned = Object.entries(scopes).map(
      ([scopeName, scopeDescription]) => new ResourceServerScope({ scopeName, scopeDescription }),
    )
    const server = pool.addResourceServer('ResourceServer', { identifier: 'routewatch', scopes: owned })
    return pool.addClient('Centre', {
      generateSecret: true,
      authFlows: {},
      oAuth: {
        flows: { clientCredentials: true },
        scopes: owned.map((scope) => OAuthScope.resourceServer(server, scope)),
      },
      accessTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    })
  }
}
