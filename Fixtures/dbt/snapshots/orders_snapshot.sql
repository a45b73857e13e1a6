{% snapshot orders_snapshot %}
{{ config(target_schema='shop', unique_key='id', strategy='check', check_cols=['amount']) }}
select id, customer, amount + {{ var('price_rise') }} as amount from {{ ref('orders') }}
{% endsnapshot %}
