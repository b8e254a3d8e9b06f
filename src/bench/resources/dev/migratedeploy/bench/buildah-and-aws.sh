# What a pipeline does that has buildah and the AWS command line, and no tool of its own.
store="--root $STORAGE/root --runroot $STORAGE/run --storage-driver vfs"
container=$(buildah $store from --pull --tls-verify=false "$BASE")
buildah $store copy -q "$container" db-migrations/scripts /flyway/sql
buildah $store commit -q "$container" "$IMAGE"
buildah $store push -q --tls-verify=false --digestfile "$STORAGE/digest" "$IMAGE"
buildah $store rm "$container" > "$STORAGE/removed"

ecs() { "$AWS" --endpoint-url "$AWS_ENDPOINT_URL" ecs "$@"; }
ecs describe-task-definition --task-definition "$FAMILY" --query taskDefinition |
  jq --arg image "${IMAGE%:*}@$(cat "$STORAGE/digest")" '.containerDefinitions[0].image = $image
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities,
          .registeredAt, .registeredBy)' > "$STORAGE/revision.json"
revision=$(ecs register-task-definition --cli-input-json "file://$STORAGE/revision.json" \
  --query taskDefinition.taskDefinitionArn --output text)
task=$(ecs run-task --cluster "$CLUSTER" --task-definition "$revision" --launch-type FARGATE \
  --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a1b2c3d]}' \
  --overrides '{"containerOverrides": [{"name": "flyway", "command": ["migrate"]}]}' \
  --query 'tasks[0].taskArn' --output text)
if [ "$WAITER" = true ]; then
  ecs wait tasks-stopped --cluster "$CLUSTER" --tasks "$task"
else
  until [ "$(ecs describe-tasks --cluster "$CLUSTER" --tasks "$task" \
    --query 'tasks[0].lastStatus' --output text)" = STOPPED ]; do sleep 0.5; done
fi
"$AWS" --endpoint-url "$AWS_ENDPOINT_URL" logs get-log-events --log-group-name /ecs/flyway \
  --log-stream-name "migrate/flyway/${task##*/}" --start-from-head \
  --query 'events[].message' --output text
exit "$(ecs describe-tasks --cluster "$CLUSTER" --tasks "$task" \
  --query 'tasks[0].containers[0].exitCode' --output text)"
