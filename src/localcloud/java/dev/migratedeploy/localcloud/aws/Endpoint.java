package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings each request to its service's operation, through the faults that a test has ordered. */
final class Endpoint implements LocalServer.Handler {
  private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());

  private final Map<String, Service> services;
  private final AwsFaults faults;
  private final Calls calls;
  private final CallRates rates;

  Endpoint(List<Service> services, AwsFaults faults, Calls calls, CallRates rates) {
    this.rates = rates;
    this.services = services.stream().collect(Collectors.toMap(Service::name, Function.identity()));
    this.faults = faults;
    this.calls = calls;
  }

  @Override
  public Response handle(Request request) throws IOException {
    Protocol protocol =
        request.header("X-Amz-Target").isPresent() ? new JsonProtocol() : new QueryProtocol();
    try {
      Invocation invocation = protocol.read(request);
      return protocol.answer(invocation, perform(invocation, request, protocol));
    } catch (AwsError error) {
      return protocol.refuse(error);
    } catch (ConnectionLost lost) {
      return Response.none();
    } catch (RuntimeException defect) {
      String where = defect + " at " + defect.getStackTrace()[0];
      return protocol.refuse(AwsError.of(500, "InternalFailure", where));
    }
  }

  private ObjectNode perform(Invocation invocation, Request request, Protocol protocol) {
    Caller caller = caller(invocation, request, protocol);
    calls.add(
        new Call(
            invocation.service(),
            invocation.operation(),
            caller.accessKeyId(),
            invocation.input().json()));
    rates.count(invocation.operation());
    Operation operation =
        Optional.ofNullable(services.get(invocation.service()))
            .flatMap(
                service -> Optional.ofNullable(service.operations().get(invocation.operation())))
            .orElseThrow(() -> unknown(invocation, protocol));
    Fault.Work work = () -> operation.answer(invocation.input(), caller);
    return faults
        .take(invocation.operation())
        .map(fault -> fault.answer(invocation.input().json(), work))
        .orElseGet(work::run);
  }

  private static Caller caller(Invocation invocation, Request request, Protocol protocol) {
    if (invocation.operation().equals("AssumeRoleWithWebIdentity")) {
      return Caller.anonymous(); // its token is its only credential
    }
    return Caller.of(request).orElseThrow(protocol::unsigned);
  }

  private static AwsError unknown(Invocation invocation, Protocol protocol) {
    AwsError error = protocol.unknown(invocation);
    // A client may swallow the error; the reader of the test's output must not miss it.
    LOG.log(System.Logger.Level.WARNING, error.text());
    return error;
  }
}
