import { CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import {
  AccountRecovery,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
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
  /** Of the pages where people sign in, without a path. */
  readonly signInUrl: string
  private readonly pool: UserPool

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: { account: stage.account, region: stage.region },
      terminationProtection: stage.kept,
    })
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      accountRecovery: AccountRecovery.NONE,
      signInAliases: { username: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
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
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'The centre makes every user, nobody can sign up, and a second factor is required: the Plus plan would add a price.',
    })
    this.userPoolArn = pool.userPoolArn
    this.tokenIssuer = `https://cognito-idp.${this.region}.amazonaws.com/${pool.userPoolId}`
    // A domain prefix is unique in the region for all of AWS: the account makes it ours.
    const domain = pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `routewatch-${stage.name}-${stage.account}` },
    })
    const owned = Object.entries(scopes).map(
      ([scopeName, scopeDescription]) => new ResourceServerScope({ scopeName, scopeDescription }),
    )
    const server = pool.addResourceServer('ResourceServer', { identifier: 'routewatch', scopes: owned })
    const allScopes = owned.map((scope) => OAuthScope.resourceServer(server, scope))
    const centre = centreClient(pool, allScopes)
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId })
    new CfnOutput(this, 'CentreClientId', { value: centre.userPoolClientId })
    new CfnOutput(this, 'TokenUrl', { value: `${domain.baseUrl()}/oauth2/token` })
    this.signInUrl = domain.baseUrl()
    this.pool = pool
    // The local issuer knows agencies by their own ids.
    this.centreClientIds = stage.name === 'local' ? 'centre' : centre.userPoolClientId
  }

  /**
   * People's way in: a code for whoever can show what the sign-in began with (PKCE), never a secret.
   * @param scope the stack that knows where the console is; @param url that place, without a path.
   */
  consoleClient(scope: Construct, url: string): UserPoolClient {
    return new UserPoolClient(scope, 'ConsoleClient', {
      userPool: this.pool,
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        // By name: a reference would tie the pool's scopes to the stack of the functions.
        scopes: [OAuthScope.OPENID, OAuthScope.custom('routewatch/views.read')],
        callbackUrls: [`${url}/console/signed-in`],
        logoutUrls: [`${url}/console`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      // The least there is: the console renews nothing, whose token has ended signs in again.
      refreshTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    })
  }
}

const centreClient = (pool: UserPool, owned: OAuthScope[]): UserPoolClient =>
  pool.addClient('Centre', {
    generateSecret: true,
    authFlows: {},
    oAuth: { flows: { clientCredentials: true }, scopes: owned },
    accessTokenValidity: Duration.hours(1),
    enableTokenRevocation: true,
    preventUserExistenceErrors: true,
  })
