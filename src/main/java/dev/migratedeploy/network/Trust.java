package dev.migratedeploy.network;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Whose certificates are trusted, in the two forms that clients want it in. */
public final class Trust {
  private final List<TrustManager> managers;
  private final SSLContext context;

  Trust(TrustManager[] managers) throws GeneralSecurityException {
    this.managers = List.of(managers);
    this.context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
  }

  public TrustManager[] managers() {
    return managers.toArray(TrustManager[]::new);
  }

  public SSLContext context() {
    return context;
  }
}
