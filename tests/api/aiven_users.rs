//! Users of Aiven: who they are, how they log in and out, and their tokens.

cases! {
    a_user_is_shown_with_projects_and_roles r#"
        GET /v1/me
            | user/user = developer@example.com
            | user/real_name = Developer
            | user/state = active
            | user/projects = ["demo"]
            | user/project_membership = {"demo":"admin"}
            | user/project_memberships = {"demo":["admin"]}
            | user/intercom keys app_id hmac
            | user/invitations = []
        GET /v1/project
            | projects/0/project_name = demo
            | projects/0/default_cloud = google-europe-west1
            | project_membership = {"demo":"admin"}
            | project_memberships = {"demo":["admin"]}
    "#

    a_user_sees_own_projects_only r#"
        premises aiven {"projects":[{"name":"demo"},{"name":"theirs","members":{}}]}
        GET /v1/project | projects/*/project_name = ["demo"]
        GET /v1/me | user/projects = ["demo"]
    "#

    a_login_makes_a_token_that_is_good_until_the_logout r#"
        auth strict
        unsigned POST /v1/userauth {"email":"developer@example.com","password":"AivenExample1-do-not-use-this-password"}
            | . keys state token user_email
            | user_email = developer@example.com
            | token -> $token
        unsigned GET /v1/me
            + authorization: aivenv1 $token
            | user/user = developer@example.com
        unsigned DELETE /v1/access_token/$token
            + authorization: aivenv1 $token
            | . = {}
        unsigned GET /v1/me => 401 plain: Missing (expired) db token
            + authorization: aivenv1 $token
    "#

    a_wrong_password_is_forbidden r#"
        auth strict
        unsigned POST /v1/userauth {"email":"developer@example.com","password":"wrong"} => 403 authentication_failed: Authentication failed
        unsigned POST /v1/userauth {"email":"nobody@example.com","password":"AivenExample1-do-not-use-this-password"} => 403 authentication_failed
        unsigned POST /v1/userauth {"email":"developer@example.com"} => 400 plain: Missing required field 'password'
    "#

    n037_a_one_time_password_is_asked_for_by_510 r#"
        premises aiven {"users":[{"email":"developer@example.com","otp":"123456"}]}
        unsigned POST /v1/userauth {"email":"developer@example.com","password":"p"} => 510 plain
        unsigned POST /v1/userauth {"email":"developer@example.com","password":"p","otp":"000000"} => 403 authentication_failed
        unsigned POST /v1/userauth {"email":"developer@example.com","password":"p","otp":"123456"} | state = active
    "#

    a_session_lasts_as_long_as_it_is_used r#"
        auth strict
        unsigned POST /v1/userauth {"email":"developer@example.com","password":"AivenExample1-do-not-use-this-password"} | token -> $token
        35h unsigned GET /v1/me
            + authorization: aivenv1 $token
        70h unsigned GET /v1/me
            + authorization: aivenv1 $token
        106h unsigned GET /v1/me => 401 plain
            + authorization: aivenv1 $token
    "#

    a_token_is_shown_whole_only_once r#"
        auth strict
        POST /v1/access_token {"description":"ci","max_age_seconds":3600}
            | full_token -> $token
            | max_age_seconds = 3600
            | created_manually = true
            | expiry_time = 2024-01-01T01:00:00.000Z
            | token_prefix -> $prefix
        GET /v1/access_token | tokens ~ "description":"ci" | tokens/0/full_token absent
        unsigned GET /v1/access_token
            + authorization: Bearer $token
            | tokens ~ "currently_active":true
        PUT /v1/access_token/$prefix {"description":"other"} | description = other
        DELETE /v1/access_token/$prefix | . = {}
        DELETE /v1/access_token/$prefix => 404 plain
        unsigned GET /v1/me => 401 plain
            + authorization: Bearer $token
    "#

    a_token_lives_as_long_as_it_was_made_for r#"
        auth strict
        POST /v1/access_token {"description":"ci","max_age_seconds":600} | full_token -> $token
        599s unsigned GET /v1/me
            + authorization: aivenv1 $token
        600s unsigned GET /v1/me => 401 plain
            + authorization: aivenv1 $token
        POST /v1/access_token {"description":"ci"} | max_age_seconds = 2592000 | extend_when_used = false
        POST /v1/access_token {"description":"ci","max_age_seconds":599} => 400 plain
        POST /v1/access_token {"description":"ci","max_age_seconds":315360001} => 400 plain
        POST /v1/access_token {"description":"ci","max_age_seconds":-1} => 400 plain
        POST /v1/access_token {} => 400 plain: Missing required field 'description'
    "#

    a_token_that_nobody_knows_is_revoked_as_well r#"
        as whatever1 GET /v1/me
        as whatever1 DELETE /v1/access_token/whatever1 | . = {}
        as whatever1 GET /v1/me => 401 plain
        GET /v1/me
    "#

    who_logs_out_is_out r#"
        as whatever1 POST /v1/me/logout | . = {}
        as whatever1 GET /v1/me => 401 plain
    "#

    two_logins_are_two_tokens_whoever_else_comes r#"
        unsigned POST /v1/userauth {"email":"a@x","password":"p"} | token -> $first | user_email = a@x
        unsigned POST /v1/userauth {"email":"a@x","password":"p"} | token != $first | token ~ ^[0-9A-Za-z]{64}$
    "#
}
