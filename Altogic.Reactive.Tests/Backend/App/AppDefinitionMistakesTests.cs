using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.App;

/// <summary>Each mistake in an app definition, with the place and the words that must be told. Quotes are written as '.</summary>
public sealed class AppDefinitionMistakesTests
{
    private static readonly string[][] Mistakes =
    [
        // JSON itself
        ["", "", "not valid JSON"],
        ["{", "", "not valid JSON"],
        ["[]", "", "must be an object", "a list"],
        ["{'name': 'a' 'auth': {}}", "", "not valid JSON"],
        ["{'name': 'a', 'name': 'b'}", "name", "twice"],
        ["{} x", "", "not valid JSON"],

        // members and their kinds
        ["{'modles': {}}", "modles", "did you mean models?"],
        ["{'auth': {'emailVerificaton': true}}", "auth.emailVerificaton", "did you mean emailVerification?"],
        ["{'quux': 1}", "quux", "known are"],
        ["{'name': 5}", "name", "text in quotes", "5"],
        ["{'name': ''}", "name", "empty"],
        ["{'auth': []}", "auth", "object"],
        ["{'auth': {'signUp': 'yes'}}", "auth.signUp", "true or false"],
        ["{'auth': {'passwordMinLength': '6'}}", "auth.passwordMinLength", "whole number"],
        ["{'auth': {'passwordMinLength': 6.5}}", "auth.passwordMinLength", "whole number"],
        ["{'auth': {'passwordMinLength': 99999999999}}", "auth.passwordMinLength", "too large"],
        ["{'accessGroups': 'admin'}", "accessGroups", "list"],
        ["{'accessGroups': [1]}", "accessGroups[0]", "text in quotes"],
        ["{'accessGroups': ['a', 'a']}", "accessGroups[1]", "twice"],
        ["{'clientKeys': ['a']}", "clientKeys[0]", "object"],
        ["{'models': []}", "models", "object"],

        // auth
        ["{'auth': {'passwordMinLength': 0}}", "auth.passwordMinLength", "from 1 to 128"],
        ["{'auth': {'codeLength': 3}}", "auth.codeLength", "from 4"],
        ["{'auth': {'sessionTtlSeconds': 0}}", "auth.sessionTtlSeconds", "at least 1"],
        ["{'auth': {'maxSessionsPerUser': 0}}", "auth.maxSessionsPerUser", "at least 1"],
        ["{'auth': {'redirectUrl': 'nope'}}", "auth.redirectUrl", "address"],
        ["{'auth': {'redirectUrl': 'javascript:alert(1)'}}", "auth.redirectUrl", "address"],
        ["{'auth': {'limits': {'longestDelaySeconds': 0}}}", "auth.limits.longestDelaySeconds", "at least"],
        ["{'auth': {'providers': {'Google': {'authorizeUrl':'http://a','tokenUrl':'http://a','userInfoUrl':'http://a','clientId':'a','clientSecret':'a'}}}}", "auth.providers.Google", "lower-case"],
        ["{'auth': {'providers': {'google': {'authorizeUrl':'a','tokenUrl':'http://a','userInfoUrl':'http://a','clientId':'a','clientSecret':'a'}}}}", "auth.providers.google.authorizeUrl", "address"],
        ["{'auth': {'providers': {'google': {'authorizeUrl':'http://a','tokenUrl':'http://a','userInfoUrl':'http://a','clientId':'a'}}}}", "auth.providers.google.clientSecret", "missing"],
        ["{'publicUrl': 'shop'}", "publicUrl", "address"],

        // keys
        ["{'clientKeys': [{}]}", "clientKeys[0].key", "missing"],
        ["{'clientKeys': [{'key': 'a b'}]}", "clientKeys[0].key", "ASCII"],
        ["{'clientKeys': [{'key': 'a'}, {'key': 'a'}]}", "clientKeys[1].key", "twice"],
        ["{'clientKeys': [{'key': 'a', 'rights': ['db']}]}", "clientKeys[0].rights[0]", "db.read"],
        ["{'clientKeys': [{'key': 'a', 'rights': ['storage.raed']}]}", "clientKeys[0].rights[0]", "did you mean storage.read?"],
        ["{'clientKeys': [{'key': 'a', 'allowedDomains': ['https://a.co']}]}", "clientKeys[0].allowedDomains[0]", "without scheme"],
        ["{'clientKeys': [{'key': 'a', 'allowedDomains': ['*']}]}", "clientKeys[0].allowedDomains[0]", "*.example.com"],
        ["{'apiKeys': [{'key': 'env:ALTOGIC_TEST_NOT_SET'}]}", "apiKeys[0].key", "ALTOGIC_TEST_NOT_SET", "not set"],
        ["{'apiKeys': [{'key': 'env:'}]}", "apiKeys[0].key", "not set"],
        ["{'apiKeys': [{'key': 'a'}, {'key': 'a'}]}", "apiKeys[1].key", "twice"],

        // mail and limits
        ["{'mail': {}}", "mail.smtp", "missing"],
        ["{'mail': {'smtp': 'mail.example.com'}}", "mail.smtp", "smtp://"],
        ["{'mail': {'smtp': 'smtps://mail.example.com'}}", "mail.smtp", "STARTTLS"],
        ["{'mail': {'smtp': 'smtp://mail.example.com', 'from': 'nobody'}}", "mail.from", "address"],
        ["{'sms': {'url': 'x'}}", "sms.url", "address"],
        ["{'limits': {'jsonBodyBytes': 1}}", "limits.jsonBodyBytes", "from 1024"],
        ["{'limits': {'defaultPageSize': 2000}}", "limits.defaultPageSize", "maxPageSize"],
        ["{'limits': {'maxPageSize': 0}}", "limits.maxPageSize", "at least 1"],
        ["{'limits': {'cacheBytes': 0}}", "limits.cacheBytes", "from 1"],
        ["{'limits': {'cacheBytes': 1000}}", "limits.cacheBytes", "cacheValueBytes"],
        ["{'limits': {'cacheKeys': 0}}", "limits.cacheKeys", "from 1"],

        // endpoints, queues, tasks, buckets, services
        ["{'endpoints': [{'method': 'PATCH', 'path': 'a', 'service': 's'}]}", "endpoints[0].method", "GET, POST, PUT, DELETE"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a'}]}", "endpoints[0].service", "missing"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a', 'service': 'x'}]}", "endpoints[0].service", "no service \"x\""],
        ["{'services': {'send': {'url': 'http://a'}}, 'queues': [{'name': 'q', 'service': 'sendd'}]}", "queues[0].service", "did you mean send?"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a/{x}', 'service': 's'}, {'method': 'get', 'path': '/A/{y}/', 'service': 's'}]}", "endpoints[1].path", "same requests"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a//b', 'service': 's'}]}", "endpoints[0].path", "empty"],
        ["{'endpoints': [{'method': 'GET', 'path': 'caf%C3%A9', 'service': 's'}, {'method': 'GET', 'path': 'CAF%c3%89', 'service': 's'}]}", "endpoints[1].path", "same requests"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a/../b', 'service': 's'}]}", "endpoints[0].path", "no request can have"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a/%2e', 'service': 's'}]}", "endpoints[0].path", "no request can have"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a/x%2Fy', 'service': 's'}]}", "endpoints[0].path", "no request can have"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a/100%', 'service': 's'}]}", "endpoints[0].path", "no request can have"],
        ["{'endpoints': [{'method': 'GET', 'path': '_ap%69/x', 'service': 's'}]}", "endpoints[0].path", "belong to the backend"],
        ["{'endpoints': [{'method': 'GET', 'path': '{x}/{x}', 'service': 's'}]}", "endpoints[0].path", "twice"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a/{x-y}', 'service': 's'}]}", "endpoints[0].path", "{userId}"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a/{x', 'service': 's'}]}", "endpoints[0].path", "parameter"],
        ["{'endpoints': [{'method': 'GET', 'path': 'a?b', 'service': 's'}]}", "endpoints[0].path", "percent-encode"],
        ["{'endpoints': [{'method': 'GET', 'path': '_API/x', 'service': 's'}]}", "endpoints[0].path", "belong to the backend"],
        ["{'endpoints': [{'method': 'GET', 'path': 'health', 'service': 's'}]}", "endpoints[0].path", "belong to the backend"],
        ["{'endpoints': [{'method': 'GET', 'path': 'e:1/x', 'service': 's'}]}", "endpoints[0].path", "environment"],
        ["{'accessGroups': ['admin'], 'endpoints': [{'method': 'GET', 'path': 'a', 'service': 's', 'accessGroups': ['admni']}]}", "endpoints[0].accessGroups[0]", "did you mean admin?"],
        ["{'queues': [{'name': 'q', 'service': 's'}, {'name': 'Q', 'service': 's'}]}", "queues[1].name", "twice"],
        ["{'queues': [{'name': 'q', 'service': 's', 'maxAttempts': 0}]}", "queues[0].maxAttempts", "from 1"],
        ["{'queues': [{'name': 'q', 'service': 's', 'concurrency': 0}]}", "queues[0].concurrency", "from 1 to 1000"],
        ["{'queues': [{'name': 'q', 'service': 's', 'maxDelaySeconds': -1}]}", "queues[0].maxDelaySeconds", "from 0"],
        ["{'queues': [{'name': 'q', 'service': 's', 'maxWaiting': 0}]}", "queues[0].maxWaiting", "from 1"],
        ["{'queues': [{'name': 'q', 'service': 's', 'timeoutSeconds': 86401}]}", "queues[0].timeoutSeconds", "to 86400"],
        ["{'tasks': [{'name': 't', 'service': 's', 'cron': '0 3 * * *', 'timeoutSeconds': 0}]}", "tasks[0].timeoutSeconds", "from 1"],
        ["{'tasks': [{'name': 't', 'service': 's', 'cron': '0 3 * * *', 'catchUpSeconds': 604801}]}", "tasks[0].catchUpSeconds", "to 604800"],
        ["{'tasks': [{'name': 't', 'service': 's', 'cron': '0 3 * *'}]}", "tasks[0].cron", "5 fields"],
        ["{'tasks': [{'name': 't', 'service': 's', 'cron': '60 * * * *'}]}", "tasks[0].cron", "minute", "0 to 59"],
        ["{'tasks': [{'name': 't', 'service': 's', 'cron': '0 0 30 2 *'}]}", "tasks[0].cron", "never run"],
        ["{'tasks': [{'name': 't', 'service': 's', 'cron': '0 3 * * *', 'timeZone': 'Mars/Base'}]}", "tasks[0].timeZone", "Europe/Istanbul"],
        ["{'tasks': [{'service': 's', 'cron': '0 3 * * *'}]}", "tasks[0].name", "missing"],
        ["{'buckets': [{'name': 'root'}]}", "buckets[0].name", "always exists"],
        ["{'buckets': [{'name': 'a'}, {'name': 'A'}]}", "buckets[1].name", "twice"],
        ["{'buckets': [{'name': '../x'}]}", "buckets[0].name", "it has a slash"],
        ["{'buckets': [{'name': 'NUL'}]}", "buckets[0].name", "names a device"],
        ["{'services': {'s2': {'url': 'ftp://x'}}}", "services.s2.url", "address"],
        ["{'services': {'s2': {'url': 'http://x', 'timeoutSeconds': 0}}}", "services.s2.timeoutSeconds", "from 1"],
        ["{'services': {'s': {'url': 'http://x'}}}", "services.s", "in code as well"],

        // models
        ["{'models': {'1a': {}}}", "models.1a", "cannot name a model"],
        ["{'models': {'a': {}, 'A': {}}}", "models.A", "twice"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text'}, 'X': {'type': 'text'}}}}}", "models.a.fields.X", "twice"],
        ["{'models': {'a': {'fields': {'x y': {'type': 'text'}}}}}", "models.a.fields.x y", "cannot name a field"],
        ["{'models': {'a': {'fields': {'_ID': {'type': 'id'}}}}}", "models.a.fields._ID", "keeps itself"],
        ["{'models': {'a': {'fields': {'createdAt': {'type': 'dateTime'}}}}}", "models.a.fields.createdAt", "keeps itself"],
        ["{'models': {'a': {'fields': {'this': {'type': 'text'}}}}}", "models.a.fields.this", "expressions"],
        ["{'models': {'a': {'fields': {'x': {}}}}}", "models.a.fields.x.type", "missing"],
        ["{'models': {'a': {'fields': {'x': {'type': 'string'}}}}}", "models.a.fields.x.type", "types are"],
        ["{'models': {'a': {'fields': {'x': {'type': 'Text'}}}}}", "models.a.fields.x.type", "did you mean text?"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'uniqe': true}}}}}", "models.a.fields.x.uniqe", "did you mean unique?"],
        ["{'models': {'a': {'fields': {'x': {'type': 'integer', 'maxLength': 3}}}}}", "models.a.fields.x.maxLength", "integer", "text"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'min': 3}}}}}", "models.a.fields.x.min", "decimal"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'geoIndex': true}}}}}", "models.a.fields.x.geoIndex", "geoPoint"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'options': ['a']}}}}}", "models.a.fields.x.options", "has no options"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'fields': {'y': {'type': 'text'}}}}}}}", "models.a.fields.x.fields", "object"],
        ["{'models': {'a': {'fields': {'x': {'type': 'encryptedText', 'searchable': true}}}}}", "models.a.fields.x.searchable", "has no searchable"],
        ["{'models': {'a': {'fields': {'x': {'type': 'encryptedText', 'default': 'NOW()'}}}}}", "models.a.fields.x.default", "protects nothing"],
        ["{'models': {'a': {'fields': {'x': {'type': 'encryptedText', 'unique': true}}}}}", "models.a.fields.x.unique", "cannot be compared"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'minLength': 4, 'maxLength': 3}}}}}", "models.a.fields.x.minLength", "maxLength"],
        ["{'models': {'a': {'fields': {'x': {'type': 'integer', 'min': 4, 'max': 3}}}}}", "models.a.fields.x.min", "max"],
        ["{'models': {'a': {'fields': {'x': {'type': 'decimal', 'decimals': 16}}}}}", "models.a.fields.x.decimals", "from 0 to 15"],
        ["{'models': {'a': {'fields': {'x': {'type': 'options'}}}}}", "models.a.fields.x.options", "missing"],
        ["{'models': {'a': {'fields': {'x': {'type': 'options', 'options': ['a', 1]}}}}}", "models.a.fields.x.options[1]", "one kind"],
        ["{'models': {'a': {'fields': {'x': {'type': 'options', 'options': ['a', 'a']}}}}}", "models.a.fields.x.options[1]", "twice"],
        ["{'models': {'a': {'fields': {'x': {'type': 'options', 'options': [{}]}}}}}", "models.a.fields.x.options[0]", "text or a number"],
        ["{'models': {'a': {'fields': {'x': {'type': 'reference'}}}}}", "models.a.fields.x.model", "missing"],
        ["{'models': {'a': {'fields': {'x': {'type': 'reference', 'model': 'user'}}}}}", "models.a.fields.x.model", "did you mean users?"],
        ["{'models': {'a': {'fields': {'x': {'type': 'reference', 'model': 'a.y'}}}}}", "models.a.fields.x.model", "no model"],
        ["{'models': {'a': {'fields': {'x': {'type': 'list'}}}}}", "models.a.fields.x.items", "missing"],
        ["{'models': {'a': {'fields': {'x': {'type': 'list', 'items': 'object'}}}}}", "models.a.fields.x.items", "objectList"],
        ["{'models': {'a': {'fields': {'x': {'type': 'object'}}}}}", "models.a.fields.x.fields", "missing"],
        ["{'models': {'a': {'fields': {'x': {'type': 'object', 'fields': {'y': {'type': 'text', 'fuzzySearchable': true}}}}}}}", "models.a.fields.x.fields.y.fuzzySearchable", "top-level"],
        ["{'models': {'a': {'fields': {'x': {'type': 'object', 'fields': {'_parent': {'type': 'text'}}}}}}}", "models.a.fields.x.fields._parent", "keeps itself"],
        ["{'models': {'users': {'fields': {'email': {'type': 'integer'}}}}}", "models.users.fields.email.type", "email or text"],

        // expressions
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'default': 'UPER(1)'}}}}}", "models.a.fields.x.default", "UPER"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'default': '1 +'}}}}}", "models.a.fields.x.default", "mistake"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'default': ''}}}}}", "models.a.fields.x.default", "empty"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'default': 'open'}}}}}", "models.a.fields.x.default", "\"'open'\""],
        ["{'models': {'a': {'fields': {'x': {'type': 'integer', 'default': '\\'one\\''}}}}}", "models.a.fields.x.default", "does not fit", "integer"],
        ["{'models': {'a': {'fields': {'x': {'type': 'boolean', 'default': 1}}}}}", "models.a.fields.x.default", "does not fit"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'default': 1}}}}}", "models.a.fields.x.default", "does not fit"],
        ["{'models': {'a': {'fields': {'x': {'type': 'options', 'options': ['a'], 'default': '\\'b\\''}}}}}", "models.a.fields.x.default", "does not fit"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'rules': [{'name': 'r'}]}}}}}", "models.a.fields.x.rules[0].rule", "missing"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'rules': [{'rule': 'this.y > 0'}]}}}}}", "models.a.fields.x.rules[0].rule", "no field \"y\""],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'rules': [{'rule': 'true', 'message': 'Too short'}]}}}}}", "models.a.fields.x.rules[0].message", "mistake"],
        ["{'models': {'a': {'fields': {'x': {'type': 'text', 'default': 'y'}, 'y': {'type': 'text', 'default': 'this.x'}}}}}", "models.a.fields.x.default", "x → y → x"],
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void Parse_OfAMistake_NamesThePlaceAndTheCure(params string[] mistake)
    {
        var (json, path, parts) = (mistake[0].Replace("\\'", "\u0001", StringComparison.Ordinal).Replace('\'', '"').Replace('\u0001', '\''), mistake[1], mistake[2..]);
        var error = Assert.Throws<AppDefinitionException>(() => Check(json))!;
        var found = error.Errors.SingleOrDefault(e => e.Path == path);
        Assert.That(found, Is.Not.Null, error.Message);
        Assert.That(found!.Line, Is.EqualTo(1));
        foreach (var part in parts) Assert.That(found.Message, Does.Contain(part));
        if (!path.StartsWith("endpoints[1]", StringComparison.Ordinal)) Assert.That(error.Errors, Has.Count.EqualTo(1), error.Message);
    }

    // As the command line does, with one service "s" written in code.
    private static void Check(string json)
    {
        var app = AppDefinition.Parse(json);
        Altogic.Reactive.Backend.App.Validation.AppDefinitionValidator.Validate(app, ["s"]);
    }
}
