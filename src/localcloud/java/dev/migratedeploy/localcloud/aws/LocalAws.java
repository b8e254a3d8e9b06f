package dev.migratedeploy.localcloud.aws;

import dev.migratedeploy.localcloud.container.ContainerRuntime;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Traffic;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * The AWS of the local cloud: one endpoint for ECS, CloudWatch Logs, ECR, STS, and a call each of
 * EC2 and Service Quotas, to be named by {@code AWS_ENDPOINT_URL}. Any credentials will do, but a
 * request must be signed.
 */
public final class LocalAws implements AutoCloseable {
  private final LocalServer server;
  private final LocalEcs ecs;
  private final LocalLogs logs;
  private final LocalEcr ecr;
  private final LocalSts sts;
  private final LocalEc2 ec2 = new LocalEc2();
  private final LocalSecrets secrets;
  private final AwsFaults faults = new AwsFaults();
  private final Calls calls = new Calls();
  private final CallRates rates;

  private LocalAws(ContainerRuntime runtime, Clock clock) {
    LogStore store = new LogStore(clock);
    logs = new LocalLogs(store);
    secrets = new LocalSecrets();
    ecs = new LocalEcs(clock, new Machine(runtime, store, secrets));
    ecr = new LocalEcr(clock);
    sts = new LocalSts(clock);
    rates = new CallRates(clock);
    server =
        LocalServer.start(
            "local-aws",
            new Endpoint(
                List.of(ecs, logs, ecr, sts, ec2, new LocalQuotas(ecs.quota())),
                faults,
                calls,
                rates));
  }

  public static LocalAws start(ContainerRuntime runtime) {
    return new LocalAws(runtime, Clock.systemUTC());
  }

  /** The same with a time of its own. */
  public static LocalAws start(ContainerRuntime runtime, Clock clock) {
    return new LocalAws(runtime, clock);
  }

  /** Tells of its requests there from now on. */
  public void tell(Traffic traffic) {
    server.tell(traffic);
  }

  public URI uri() {
    return server.uri();
  }

  public LocalEcs ecs() {
    return ecs;
  }

  public LocalLogs logs() {
    return logs;
  }

  public LocalEcr ecr() {
    return ecr;
  }

  public LocalSts sts() {
    return sts;
  }

  public LocalEc2 ec2() {
    return ec2;
  }

  public LocalSecrets secrets() {
    return secrets;
  }

  public AwsFaults faults() {
    return faults;
  }

  public Calls calls() {
    return calls;
  }

  /** How often what may be called; as often as anybody likes by default. */
  public CallRates rates() {
    return rates;
  }

  /** Kills the containers that still run. */
  @Override
  public void close() {
    ecs.close();
    server.close();
  }
}
