package dev.migratedeploy.rehearsal.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.migratedeploy.rehearsal.EngineRequest;

/** Tells the kinds of an address apart, without a word about JSON in it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EngineRequest.Address.Server.class, name = "server"),
  @JsonSubTypes.Type(value = EngineRequest.Address.Embedded.class, name = "embedded"),
})
interface AddressByKind {}
