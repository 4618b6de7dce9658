"""The part of schema.org that pages may use: which properties each type has, and what they hold."""

THING = set(
    "additionalType alternateName description disambiguatingDescription identifier image mainEntityOfPage name "
    "potentialAction sameAs subjectOf url".split()
)
CREATIVE_WORK = THING | set(
    "about abstract alternativeHeadline author citation conditionsOfAccess contributor copyrightHolder copyrightYear "
    "creator dateCreated dateModified datePublished discussionUrl editor encoding encodingFormat genre hasPart "
    "headline inLanguage interactionStatistic isAccessibleForFree isBasedOn isPartOf keywords license mainEntity "
    "mentions position publication publisher schemaVersion sdDatePublished sdLicense sdPublisher sourceOrganization "
    "text thumbnailUrl usageInfo version workExample".split()
)
WEB_PAGE = CREATIVE_WORK | set(
    "breadcrumb lastReviewed mainContentOfPage primaryImageOfPage relatedLink reviewedBy significantLink "
    "specialty".split()
)
ITEM_LIST = THING | {"aggregateElement", "itemListElement", "itemListOrder", "numberOfItems"}

PROPERTIES = {
    "Thing": THING,
    "CreativeWork": CREATIVE_WORK,
    "WebSite": CREATIVE_WORK | {"issn"},
    "WebPage": WEB_PAGE,
    "CollectionPage": WEB_PAGE,
    "ScholarlyArticle": CREATIVE_WORK
    | set("articleBody articleSection backstory pageEnd pageStart pagination wordCount".split()),
    "Periodical": CREATIVE_WORK | {"issn", "startDate", "endDate"},
    "ItemList": ITEM_LIST,
    "BreadcrumbList": ITEM_LIST,
    "ListItem": THING | {"item", "nextItem", "position", "previousItem"},
    "Person": THING
    | set("additionalName affiliation email familyName givenName honorificPrefix honorificSuffix worksFor".split()),
    "Organization": THING | set("department email founder legalName logo member parentOrganization".split()),
    "PropertyValue": THING
    | set("maxValue measurementMethod measurementTechnique minValue propertyID unitCode unitText value".split()),
}

WORKS = {"CreativeWork", "WebSite", "WebPage", "CollectionPage", "ScholarlyArticle", "Periodical"}
MAKERS = {"Person", "Organization"}
TEXT = "text"

# Only of properties that could easily hold something else; "text" stands for any literal.
RANGES = {
    "author": MAKERS,
    "creator": MAKERS,
    "publisher": MAKERS,
    "affiliation": {"Organization"},
    "isPartOf": WORKS | {TEXT},
    "breadcrumb": {"BreadcrumbList", TEXT},
    "itemListElement": {"ListItem", "Thing", TEXT} | WORKS,
    "identifier": {"PropertyValue", TEXT},
    "keywords": {TEXT},
    "name": {TEXT},
    "headline": {TEXT},
    "description": {TEXT},
    "abstract": {TEXT},
    "url": {TEXT},
    "sameAs": {TEXT},
    "position": {TEXT},
    "numberOfItems": {TEXT},
    "datePublished": {TEXT},
    "dateModified": {TEXT},
    "inLanguage": {TEXT},
    "propertyID": {TEXT},
    "value": {TEXT},
}
